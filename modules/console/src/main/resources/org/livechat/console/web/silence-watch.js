import { pairTaken } from './media-way.js';
import { after } from './timers.js';

/**
 * How closely a way is watched, in ms.
 *
 * @typedef {object} Pace
 * @property {number} look between two looks
 * @property {number} lookAgain behind a look that found nothing new
 * @property {number} silent so long without a word is no accident
 * @property {number} surely then it is silence whatever was before, or if nothing was
 * @property {boolean} sends whether answers are only to come while something is sent
 */

/** @type {Pace} ten times a second the server says what has come (transport-wide feedback); the floor goes to the next one soon */
const SENDING = { look: 150, lookAgain: 50, silent: 400, surely: 2_000, sends: true };
/** @type {Pace} what somebody else says comes all the time, and while nothing does the server reports once a second */
export const HEARING = { look: 300, lookAgain: 300, silent: 1_700, surely: 3_400, sends: false };
/** Where feedback is lost or late, as behind a bad network: silence is so many times as long as its longest pause of the last seconds. */
const PAUSES = 2;
/** What a pause of before counts for at the next answer; half of it after five seconds. */
const FADES = 0.98;
/** Who is answered in so many looks, one behind the other, is answered often. Without that feedback it is once a second. */
const OFTEN = 3;

/**
 * Sees, while something is sent, whether the server still says that it comes, and while somebody else talks, whether anything comes: a way
 * that has gone is known after half a second, or two, where the browser itself takes three to eight.
 */
export class SilenceWatch {
  #statistics;
  #changed;
  #isToldOfArrivals;
  #pace;
  #timer = null;
  #wanted = false;
  #seen = null;
  #came = new Map();
  #answeredAt = 0;
  #answers = 0;
  #longestPause = 0;
  #silent = false;

  /**
   * @param {() => Promise<RTCStatsReport>} statistics of what is sent
   * @param {(silent: boolean) => void} changed nothing is answered any more; or it is again, of which only who has been told of silence is told
   * @param {() => boolean} isToldOfArrivals whether the other side is to send that feedback, as is known before any of it has come
   * @param {Pace} [pace] `HEARING`, or that of who sends
   */
  constructor(statistics, changed, isToldOfArrivals, pace = SENDING) {
    this.#statistics = statistics;
    this.#changed = changed;
    this.#isToldOfArrivals = isToldOfArrivals;
    this.#pace = pace;
  }

  /** Something is sent from now on, or to be heard. */
  start() {
    this.#wanted = true;
    this.#answeredAt = performance.now();
    if (!this.#pace.sends) {
      this.#answers = 0; // another talker may take a while to begin
    }
    this.#timer ??= after(this.#pace.look, () => this.#look());
  }

  /** Nothing is, any more. A silence that has been told of is watched to its end. */
  stop() {
    this.#wanted = false;
    if (!this.#silent) {
      this.end();
    }
  }

  /** Watches no more. */
  end() {
    this.#timer?.stop();
    this.#timer = null;
  }

  get #isOften() {
    return this.#answers >= OFTEN || this.#isToldOfArrivals();
  }

  get #patience() {
    if (this.#answers < OFTEN) {
      return this.#pace.surely;
    }
    return Math.min(Math.max(this.#pace.silent, PAUSES * this.#longestPause), this.#pace.surely);
  }

  async #look() {
    const watching = this.#timer;
    const statistics = await this.#statistics().catch(() => new Map()); // of a connection that has just been closed
    if (watching !== this.#timer) {
      return; // stopped meanwhile
    }
    const pair = pairTaken([...statistics.values()]);
    const before = this.#seen;
    // A pair that is taken anew has proved nothing by what came on it before the last answer, and one that there is not nothing at all.
    const isAnswered = before !== null && pair !== undefined && cameOn(pair) > (this.#came.get(pair.id) ?? 0);
    this.#seen = { id: pair?.id, sent: pair?.bytesSent };
    if (isAnswered || before === null) {
      const pairs = [...statistics.values()].filter(({ type }) => type === 'candidate-pair');
      this.#came = new Map(pairs.map((one) => [one.id, cameOn(one)]));
    }
    this.#timer = after(isAnswered ? this.#pace.look : this.#pace.lookAgain, () => this.#look());
    if (isAnswered) {
      this.#answered(before.id === this.#seen.id);
    } else {
      this.#unanswered(before !== null && before.sent !== this.#seen.sent);
    }
  }

  #answered(sameWay) {
    const now = performance.now();
    if (sameWay && this.#answers >= OFTEN) {
      this.#longestPause = Math.min(Math.max(now - this.#answeredAt, FADES * this.#longestPause), this.#pace.surely);
    }
    this.#answeredAt = now;
    this.#answers++;
    if (this.#silent) {
      this.#silent = false;
      this.#changed(false);
      if (!this.#wanted) {
        this.end();
      }
    }
  }

  #unanswered(sends) {
    const now = performance.now();
    if (this.#answers < OFTEN) {
      this.#answers = 0;
    }
    if (this.#pace.sends && !sends) {
      this.#answeredAt = now; // as while the machine slept: there is nothing to answer
    } else if (!this.#silent && this.#isOften && now - this.#answeredAt >= this.#patience) {
      this.#silent = true;
      if (!this.#pace.sends) {
        this.#answers = 0; // once: the talker may be silent for longer than the server reports of
      }
      this.#changed(true);
    }
  }
}

/** A number that grows with whatever comes: where a browser does not count answered checks, it says that one has succeeded. */
function cameOn({ bytesReceived = 0, responsesReceived = 0, state }) {
  return bytesReceived + responsesReceived + (state === 'succeeded' ? 1 : 0);
}
