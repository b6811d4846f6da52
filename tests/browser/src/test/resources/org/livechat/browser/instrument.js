// Runs before the page's own scripts: remembers the peer connections, counts negotiations, and can keep senders sending.
(() => {
  localStorage.setItem('livechat.choices', JSON.stringify({ voiceProcessing: false })); // it would remove a steady tone
  const instrument = { peers: [], negotiations: 0, forceSending: false };
  window.instrument = instrument;

  const Original = RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(...rest) {
      super(...rest);
      instrument.peers.push(this);
    }
    setRemoteDescription(...rest) {
      instrument.negotiations++;
      return super.setRemoteDescription(...rest);
    }
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

  instrument.packetsSent = async () => {
    let sent = 0;
    for (const report of (await instrument.peers.at(-1).getStats()).values()) {
      sent += report.type === 'outbound-rtp' ? report.packetsSent : 0;
    }
    return sent;
  };
})();
