import { compare, worstOf } from './quality.js';

/** Statistics cost the browser something, and a shorter time says little. */
const INTERVAL_MS = 3000;

/** Looks again and again how well a channel's media comes and goes. */
export class QualityWatch {
  #channel;
  #show;
  #before = null;
  #users = new Map();
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
    const { own, received } = compare(before, now);
    this.#show(own, this.#byUser(received));
  }

  /** A line that has changed hands is judged by what comes from then on. */
  #byUser(received) {
    const lines = new Map();
    const users = new Map();
    const { slots, mode, floor } = this.#channel;
    for (const slot of slots) {
      const { mid } = slot;
      const user = mode === 'conference' ? slot.user : floor.talker; // all lines of a push-to-talk channel are the talker's
      users.set(mid, user);
      if (user !== null && received.has(mid) && this.#users.get(mid) === user) {
        lines.set(user, [...(lines.get(user) ?? []), received.get(mid)]);
      }
    }
    this.#users = users;
    return new Map([...lines].map(([user, qualities]) => [user, worstOf(qualities)]));
  }
}
