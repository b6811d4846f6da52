import { pauseBefore } from './pauses.js';
import { after } from './timers.js';

const RETRY_AT_MOST_MS = 5_000;
/** What keeps a client out for now: others leave, limits pass, servers come back; and who was answered too late is in, and leaves first. */
const PASSING = new Set(['channel-full', 'rate-limited', 'draining', 'timeout', 'already-joined']);
/** The connection is gone; with the next one comes the next attempt. */
const DISCONNECTED = new Set(['unreachable', 'restarting', 'closed', 'heartbeat-missed', 'session-replaced', 'session-ended']);

/** Joins a channel again, or has its media connect anew, until that works or cannot. */
export class EnteringAgain {
  #steps;
  #attempt = 0;
  #tries = 0;
  #retry = null;

  /**
   * @param {object} steps
   * @param {() => Promise<void>} steps.join joins with a new media connection
   * @param {() => Promise<void>} steps.connect has media connect anew, where the membership stands
   * @param {() => Promise<void>} steps.leave whether or not the server has this client as a member
   * @param {() => void} steps.left the server has it no more
   * @param {(error: import('./errors.js').LivechatError) => void} steps.waits joining does not work for now
   * @param {(error: import('./errors.js').LivechatError) => void} steps.refused it does not work at all
   */
  constructor(steps) {
    this.#steps = steps;
  }

  /** Nothing is tried any more; what is under way is of no interest. */
  stop() {
    this.#attempt++;
    this.#retry?.stop();
    this.#retry = null;
  }

  /** Does not wait for the next try; returns whether there was one to wait for. */
  now() {
    const { now } = this.#retry ?? {};
    this.#retry?.stop();
    now?.();
    return now !== undefined;
  }

  /** Joins; where that does not work for now it is tried again. */
  async join() {
    const error = await this.#try(this.#steps.join);
    if (error === null) {
      return;
    }
    if (PASSING.has(error.code)) {
      this.#later(error, () => this.#joinAnew());
      this.#steps.waits(error);
    } else {
      this.#steps.refused(error);
    }
  }

  /** Connects media, and nobody else sees that; where the server does not let it, the channel is joined again. */
  async connect() {
    const error = await this.#try(this.#steps.connect);
    if (error === null) {
      return;
    }
    if (PASSING.has(error.code)) {
      this.#later(error, () => this.connect());
    } else {
      await this.#joinAnew();
    }
  }

  /** @returns {Promise<import('./errors.js').LivechatError | null>} why it did not work, if something is to be done about that */
  async #try(step) {
    const attempt = ++this.#attempt;
    try {
      await step();
      this.#tries = 0;
      return null;
    } catch (error) {
      return attempt !== this.#attempt || DISCONNECTED.has(error.code) ? null : error;
    }
  }

  async #joinAnew() {
    const attempt = this.#attempt;
    await this.#steps.leave(); // the server may have ended the membership itself, or have answered too late
    if (attempt === this.#attempt) {
      this.#steps.left();
      await this.join(); // else another connection has come meanwhile, and has seen to it
    }
  }

  #later(reason, act) {
    const now = () => {
      this.#retry = null;
      act();
    };
    const timer = after(pauseBefore(++this.#tries, RETRY_AT_MOST_MS, reason), now);
    this.#retry = { now, stop: () => timer.stop() };
  }
}
