import { element } from './dom.js';

/** Of which a level is made: about 10 ms. */
const SAMPLES = 512;

/**
 * Plays the audio slots of a channel. A browser may refuse to play before the person has touched the page; then
 * `onBlocked` is told, and `resume` called from a touch plays.
 */
export class Speaker {
  #place;
  #onBlocked;
  #context = null;
  #analysers = new Map();
  #samples = new Float32Array(SAMPLES);

  /**
   * @param {HTMLElement} place where the audio elements live
   * @param {() => void} onBlocked
   */
  constructor(place, onBlocked) {
    this.#place = place;
    this.#onBlocked = onBlocked;
  }

  /** @param {import('./media.js').Slot[]} slots */
  play(slots) {
    const wanted = new Map(slots.filter((slot) => slot.kind === 'audio').map((slot) => [slot.track.id, slot.track]));
    for (const audio of [...this.#place.children]) {
      if (!wanted.delete(audio.dataset.track)) {
        audio.srcObject = null;
        audio.remove();
        this.#analysers.delete(audio.dataset.track);
      }
    }
    for (const [id, track] of wanted) {
      const audio = element('audio', { data: { track: id }, autoplay: true, srcObject: new MediaStream([track]) });
      this.#place.append(audio);
      this.#start(audio);
    }
  }

  stop() {
    this.play([]);
    this.#analysers.clear();
    this.#context?.close();
    this.#context = null;
  }

  /** Plays what was refused before; to be called from a click or a key. */
  resume() {
    this.#context?.resume();
    for (const audio of this.#place.children) {
      this.#start(audio);
    }
  }

  /**
   * How loud a track is now.
   *
   * @param {MediaStreamTrack | null} track
   * @returns {number} 0..1
   */
  level(track) {
    if (track === null) {
      return 0;
    }
    let analyser = this.#analysers.get(track.id);
    if (analyser === undefined) {
      this.#context ??= new AudioContext();
      analyser = this.#context.createAnalyser();
      analyser.fftSize = SAMPLES;
      this.#context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      this.#analysers.set(track.id, analyser);
    }
    const samples = this.#samples;
    analyser.getFloatTimeDomainData(samples);
    const meanSquare = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    return Math.min(1, Math.sqrt(meanSquare) * 4);
  }

  async #start(audio) {
    try {
      await audio.play();
    } catch (refusal) {
      if (refusal.name === 'NotAllowedError') {
        this.#onBlocked();
      } // AbortError: replaced by a newer stream before it began
    }
  }
}
