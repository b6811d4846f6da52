import { LivechatError } from './errors.js';

/** One capture device of a person: at most one track of it is live, and none once it was let go. */
export class Device {
  #name;
  #open;
  #changed;
  #onLost;
  #track = null;
  #use = null; // from the first wish for it until it is let go or lost

  /**
   * @param {'microphone' | 'camera' | 'screen'} name
   * @param {() => Promise<MediaStreamTrack>} open
   * @param {() => Promise<void>} changed told that the track is another, and waited for
   * @param {() => void} onLost the device was taken away, or the person has ended it in the browser's own bar
   */
  constructor(name, open, changed, onLost) {
    this.#name = name;
    this.#open = open;
    this.#changed = changed;
    this.#onLost = onLost;
  }

  /** @returns {MediaStreamTrack | null} */
  get track() {
    return this.#track;
  }

  /** Opens it, unless it is open; who asks while it is being opened waits for the same. */
  use() {
    if (this.#track !== null && this.#track.readyState !== 'live') {
      this.end(); // its end is not told yet
    }
    if (this.#use === null) {
      const use = {};
      this.#use = use;
      use.done = this.#take(use);
    }
    return this.#use.done;
  }

  async #take(use) {
    try {
      const track = await this.#open();
      if (this.#use !== use) {
        track.stop(); // let go while the browser asked for permission
        throw new LivechatError('closed', `The ${this.#name} was let go while it was being opened.`, { device: this.#name });
      }
      track.addEventListener('ended', () => this.#use === use && this.#lost());
      this.#track = track;
      await this.#changed();
    } catch (error) {
      if (this.#use === use) {
        this.end();
      }
      throw error;
    }
  }

  /** Lets it go. */
  async drop() {
    this.end();
    await this.#changed();
  }

  /** Lets it go and tells nobody. */
  end() {
    this.#use = null;
    this.#track?.stop();
    this.#track = null;
  }

  async #lost() {
    this.end();
    this.#onLost();
    await this.#changed();
  }
}
