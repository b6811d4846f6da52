import { element } from './dom.js';
import { LivechatError } from './errors.js';

/** How loud it is while somebody talks live. */
const BEHIND = 0.3;

/** Plays recordings one behind the other, beside what is heard live and quieter than that. One thing at a time. */
export class ReplayPlayer {
  #place;
  #onChange;
  #speed = 1;
  #volume = 1;
  #run = null;

  /**
   * @param {HTMLElement} place where the audio element lives
   * @param {() => void} onChange told when something else plays, or nothing any more
   */
  constructor(place, onChange) {
    this.#place = place;
    this.#onChange = onChange;
  }

  /** @returns {string | null} the key of what plays */
  get playing() {
    return this.#run?.key ?? null;
  }

  set speed(speed) {
    this.#speed = speed;
    this.#tell();
  }

  /** Somebody talks live, or nobody. */
  set live(live) {
    this.#volume = live ? BEHIND : 1;
    this.#tell();
  }

  /**
   * Plays in place of what played before; returns when it is over.
   *
   * @param {string} key
   * @param {string[]} ids
   * @param {(id: string, signal: AbortSignal) => Promise<Blob>} load
   * @throws {LivechatError}
   */
  async play(key, ids, load) {
    this.stop();
    const run = { key, stopped: new AbortController(), audio: null };
    this.#run = run;
    this.#onChange();
    try {
      for (const id of ids) {
        const file = await load(id, run.stopped.signal);
        if (run === this.#run) {
          await this.#hear(run, file);
        }
      }
    } catch (error) {
      if (run === this.#run) {
        throw error;
      }
    } finally {
      if (run === this.#run) {
        this.stop();
      }
    }
  }

  stop() {
    const run = this.#run;
    if (run !== null) {
      this.#run = null;
      run.stopped.abort();
      this.#onChange();
    }
  }

  async #hear(run, file) {
    const src = URL.createObjectURL(file);
    const audio = element('audio', { src });
    run.audio = audio;
    this.#tell();
    this.#place.append(audio);
    try {
      await new Promise((over, failed) => {
        const cannot = (cause) => failed(new LivechatError('refused', 'This browser cannot play the recording.', { cause }));
        audio.onended = over;
        audio.onerror = () => cannot(audio.error);
        run.stopped.signal.onabort = over;
        audio.play().catch(cannot);
      });
    } finally {
      audio.pause();
      audio.remove();
      URL.revokeObjectURL(src);
    }
  }

  #tell() {
    const audio = this.#run?.audio;
    if (audio) {
      audio.defaultPlaybackRate = this.#speed; // what a file begins with once it is loaded
      audio.playbackRate = this.#speed;
      audio.volume = this.#volume;
    }
  }
}
