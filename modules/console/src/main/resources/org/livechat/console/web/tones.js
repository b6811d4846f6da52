/** Of each tone what sounds one after the other: the pitch in Hz, 0 for a pause, and for how long in ms. */
const TONES = {
  permit: [[920, 40], [0, 20], [920, 40], [0, 20], [920, 40]],
  turn: [[740, 80], [990, 80]],
  refused: [[300, 300]],
  over: [[620, 70]],
  emergency: [[1010, 120], [760, 120], [1010, 120], [760, 120]],
};

/** Without these a tone begins and ends with a click. */
const EDGE_SECONDS = 0.005;
/** At full volume: voices are as loud at their loudest. */
const LOUDEST = 0.4;

/**
 * Tones as of a radio: made here and played by this page alone, never sent. A browser may keep a page silent until it is touched; what
 * would have sounded before is not played later.
 */
export class Tones {
  #volume;
  #context = null;

  /** @param {() => number} volume 0, for none, to 100 */
  constructor(volume) {
    this.#volume = volume;
  }

  /** Gets ready to play; to be called from a click or a key where the browser asks for one. */
  resume() {
    this.#context ??= new AudioContext();
    this.#context.resume();
  }

  /** @param {'permit' | 'turn' | 'refused' | 'over' | 'emergency'} name */
  play(name) {
    const volume = this.#volume();
    if (volume === 0 || this.#context?.state !== 'running') {
      return;
    }
    let at = this.#context.currentTime;
    for (const [hertz, ms] of TONES[name]) {
      if (hertz > 0) {
        this.#beep(hertz, at, ms / 1000, (LOUDEST * volume) / 100);
      }
      at += ms / 1000;
    }
  }

  #beep(hertz, at, seconds, loudness) {
    const gain = new GainNode(this.#context, { gain: 0 });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loudness, at + EDGE_SECONDS);
    gain.gain.setValueAtTime(loudness, at + seconds - EDGE_SECONDS);
    gain.gain.linearRampToValueAtTime(0, at + seconds);
    const oscillator = new OscillatorNode(this.#context, { frequency: hertz });
    oscillator.connect(gain).connect(this.#context.destination);
    oscillator.start(at);
    oscillator.stop(at + seconds);
  }

  /** Lets go of the sound device. */
  stop() {
    this.#context?.close();
    this.#context = null;
  }
}
