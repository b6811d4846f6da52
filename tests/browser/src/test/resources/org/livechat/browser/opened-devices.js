// Every track that the page has opened; devices that open only when they are told to, that are taken away, and that are missing.
(() => {
  const opened = [];
  const waiting = [];
  let held = false;
  const missing = new Set();
  const names = { audio: 'microphone', video: 'camera' };
  const nameOf = (how, constraints) => (how === 'getDisplayMedia' ? 'screen' : names[constraints.audio ? 'audio' : 'video']);

  for (const how of ['getUserMedia', 'getDisplayMedia']) {
    const open = navigator.mediaDevices[how].bind(navigator.mediaDevices);
    navigator.mediaDevices[how] = async (constraints) => {
      const name = nameOf(how, constraints);
      if (held) {
        await new Promise((go) => waiting.push(go));
      }
      if (missing.has(name)) {
        throw new DOMException('Requested device not found', 'NotFoundError');
      }
      const stream = await open(constraints);
      opened.push(...stream.getTracks().map((track) => ({ name, track })));
      return stream;
    };
  }

  const live = (name) => opened.filter((one) => one.name === name && one.track.readyState === 'live');

  window.openedDevices = {
    live: (name) => live(name).length,
    opened: (name) => opened.filter((one) => one.name === name).length,
    /** From now on what is asked for waits. */
    hold: () => (held = true),
    waiting: () => waiting.length,
    go: () => {
      held = false;
      waiting.splice(0).forEach((go) => go());
    },
    /** Takes a device away, as its plug does: its tracks end, and there is none. */
    unplug: (name) => {
      missing.add(name);
      for (const { track } of live(name)) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    },
    plugIn: (name, told = true) => {
      missing.delete(name);
      if (told) {
        navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      }
    },
  };
})();
