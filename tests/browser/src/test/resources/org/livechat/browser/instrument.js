// Runs before the page's own scripts: remembers the peer connections, counts negotiations, and can keep senders sending.
(() => {
  localStorage.setItem('livechat.choices', JSON.stringify({ voiceProcessing: false })); // it would remove a steady tone
  const instrument = { peers: [], negotiations: 0, offers: [], answers: [], forceSending: false, mediaPort: null };
  window.instrument = instrument;

  const Original = RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(...rest) {
      super(...rest);
      // Those that are kept are never freed, and Chromium refuses the 501st.
      instrument.peers = instrument.peers.filter((peer) => peer.signalingState !== 'closed');
      instrument.peers.push(this);
    }
    async setRemoteDescription(...rest) {
      // of one that answers there is no local description yet
      if (this.localDescription) {
        instrument.offers.push(this.localDescription.sdp);
        instrument.answers.push(rest[0].sdp);
      }
      if (instrument.mediaPort) {
        rest[0] = { ...rest[0], sdp: rest[0].sdp.replace(/^(a=candidate:\S+ 1 UDP \d+ \S+) \d+/gim, `$1 ${instrument.mediaPort}`) };
      }
      await super.setRemoteDescription(...rest);
      // counted when it holds, so that who waits for it finds the lines that it brought
      instrument.negotiations++;
    }
  };

  // Every WebSocket, so that one can be broken off; and while `unreachable` no new one finds anybody.
  instrument.sockets = [];
  instrument.unreachable = false;
  const Socket = WebSocket;
  window.WebSocket = class extends Socket {
    constructor(url, ...rest) {
      super(instrument.unreachable ? `${url}-that-is-not-there` : url, ...rest);
      instrument.sockets.push(this);
    }
  };

  // What the server says reaches the page only when it is let through.
  let keptBack = null;
  instrument.keepBack = () => {
    const socket = instrument.sockets.at(-1);
    keptBack = { socket, take: socket.onmessage, events: [] };
    socket.onmessage = (event) => keptBack.events.push(event);
  };
  instrument.letThrough = () => {
    const { socket, take, events } = keptBack;
    socket.onmessage = take;
    events.forEach((event) => take(event));
  };

  const setParameters = RTCRtpSender.prototype.setParameters;
  RTCRtpSender.prototype.setParameters = function (parameters) {
    if (instrument.forceSending) {
      parameters.encodings.forEach((encoding) => (encoding.active = true));
    }
    return setParameters.call(this, parameters);
  };

  instrument.forceOpen = async () => {
    instrument.forceSending = true;
    const peer = instrument.peers.at(-1);
    for (const sender of peer.getSenders().filter((one) => one.track)) {
      await sender.setParameters(sender.getParameters());
    }
  };

  instrument.stopForcing = async () => {
    instrument.forceSending = false;
    for (const sender of instrument.peers.at(-1).getSenders()) {
      const parameters = sender.getParameters();
      parameters.encodings.forEach((encoding) => (encoding.active = false));
      await sender.setParameters(parameters);
    }
  };

  instrument.activeEncodings = () =>
    instrument.peers.at(-1).getTransceivers()
      .filter((line) => /send/.test(line.currentDirection))
      .flatMap((line) => line.sender.getParameters().encodings)
      .filter(({ active }) => active).length;

  instrument.packetsSent = async () => {
    let sent = 0;
    for (const report of (await instrument.peers.at(-1).getStats()).values()) {
      sent += report.type === 'outbound-rtp' ? report.packetsSent : 0;
    }
    return sent;
  };

  // Every SSRC of a kind that ever came is remembered, though the statistics may forget one.
  const ssrcs = { audio: new Set(), video: new Set() };
  instrument.received = async (kind) => {
    const sums = {};
    for (const report of (await instrument.peers.at(-1).getStats()).values()) {
      if (report.type === 'inbound-rtp' && report.kind === kind && report.packetsReceived > 0) {
        ssrcs[kind].add(report.ssrc);
        for (const [name, value] of Object.entries(report)) {
          sums[name] = typeof value === 'number' && name !== 'ssrc' ? (sums[name] ?? 0) + value : sums[name];
        }
      }
    }
    return { ...Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== undefined)), ssrcs: ssrcs[kind].size };
  };

  // How many streams have sound in them now.
  instrument.voices = async () =>
    [...(await instrument.peers.at(-1).getStats()).values()].filter(
      (report) => report.type === 'inbound-rtp' && report.kind === 'audio' && report.audioLevel > 0.05,
    ).length;

  // Whether each mid has had the same payload types in all answers.
  instrument.payloadTypesStable = async () => {
    const formats = new Map();
    return instrument.answers.every((sdp) =>
      sdp.split(/^m=/m).slice(1).every((section) => {
        const mid = /^a=mid:(\S+)/m.exec(section)[1];
        const types = section.split('\r\n', 1)[0].split(' ').slice(3).join(' ');
        const same = (formats.get(mid) ?? types) === types;
        formats.set(mid, types);
        return same;
      }),
    );
  };

  instrument.lines = () =>
    instrument.peers.at(-1).getTransceivers().map((line) => `${line.mid} ${line.receiver.track.kind} ${line.currentDirection}`);
})();
