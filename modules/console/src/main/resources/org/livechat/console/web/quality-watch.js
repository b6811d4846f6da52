import { compare } from './quality.js';
import { LineUsers } from './quality-lines.js';

/** Statistics cost the browser something, and a shorter time says little. */
const INTERVAL_MS = 3000;

/** Looks again and again how well a channel's media comes and goes. */
export class QualityWatch {
  #channel;
  #show;
  #before = null;
  #lines = new LineUsers();
  #timer = null;

  /**
   * @param {import('./channel.js').JoinedChannel} channel
   * @param {(own: import('./quality.js').Quality | null, others: Map<string, import('./quality.js').Quality>) => void} show told of
   *   what this user sends, and of what each other user is heard and seen with
   */
  constructor(channel, show) {
    this.#channel = channel;
    this.#show = show;
    this.#timer = setInterval(() => this.#look(), INTERVAL_MS);
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = null;
  }

  async #look() {
    const now = this.#channel.mediaState === 'connected' ? await this.#channel.statistics() : null;
    if (this.#timer === null) {
      return; // stopped meanwhile
    }
    const before = this.#before;
    this.#before = now;
    if (before === null || now === null) {
      this.#show(null, new Map());
      return;
    }
    const { own, received, frames } = compare(before, now);
    this.#show(own, this.#lines.judge(this.#channel, received, frames));
  }
}
