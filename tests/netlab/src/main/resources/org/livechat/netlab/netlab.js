// Runs before the page's own scripts: leads the media of all connections to the doors of a relay
// (window.netlabDoors: {host, ports}), and samples their statistics ten times a second.
(() => {
  if (location.protocol !== 'http:') {
    return; // about:blank
  }
  localStorage.setItem('livechat.choices', JSON.stringify({ voiceProcessing: false })); // as a radio's voice: all of it is sent
  const SAMPLE_EVERY_MS = 100;
  const IPV4 = /^[0-9]+[.]/;
  const KEPT = new Set(['inbound-rtp', 'outbound-rtp']);
  const { host, ports } = window.netlabDoors;
  const peers = [];
  const known = new Map(); // reports as they were last: one that is left out once has not begun anew
  const netlab = { remotes: [], samples: [], frames: 0 };
  window.netlab = netlab;

  // With the door in place of the server, whose first address of IPv4 is remembered; other candidates would go round the relay.
  function led(sdp, at) {
    const door = ports[at % ports.length];
    netlab.remotes[at] = null;
    return sdp
      .split(/\r?\n/)
      .flatMap((line) => {
        const fields = line.split(' ');
        if (line.startsWith('a=candidate:')) {
          if (fields[2].toLowerCase() !== 'udp' || !IPV4.test(fields[4]) || netlab.remotes[at]) {
            return [];
          }
          netlab.remotes[at] = { host: fields[4], port: Number(fields[5]) };
          fields[4] = host;
          fields[5] = door;
        } else if (line.startsWith('m=') && fields[1] !== '0' && fields[1] !== '9') {
          fields[1] = door;
        }
        return [fields.join(' ')];
      })
      .join('\r\n');
  }

  const setRemoteDescription = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function (description) {
    if (!peers.includes(this)) {
      peers.push(this);
    }
    return setRemoteDescription.call(this, { type: description.type, sdp: led(description.sdp, peers.indexOf(this)) });
  };

  async function sample() {
    const taken = { at: Date.now(), inbound: [], outbound: [], available: null, roundTrip: null };
    for (const [at, peer] of peers.entries()) {
      for (const report of (await peer.getStats()).values()) {
        if (KEPT.has(report.type)) {
          known.set(`${at} ${report.id}`, report);
        } else if (report.type === 'candidate-pair' && report.nominated) {
          taken.available = report.availableOutgoingBitrate ?? taken.available;
          taken.roundTrip = report.currentRoundTripTime ?? taken.roundTrip;
        }
      }
    }
    for (const report of known.values()) {
      taken[report.type === 'inbound-rtp' ? 'inbound' : 'outbound'].push(report);
    }
    netlab.frames = taken.inbound.reduce((frames, report) => frames + (report.framesDecoded ?? 0), 0);
    netlab.samples.push(taken);
  }

  (async () => {
    for (;;) {
      await sample();
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_EVERY_MS));
    }
  })();
})();
