import { pairTaken } from './media-way.js';
import { after } from './timers.js';

const LOOK_MS = 150;
/** Behind a look that found nothing new. */
const LOOK_AGAIN_MS = 50;
/** Ten times a second the server says what has come (transport-wide feedback): so long without a word is no accident. */
const SILENT_MS = 400;
/** Where feedback is lost or late, as behind a bad network: silence is so many times as long as its longest pause of the last seconds. */
const PAUSES = 2;
/** Then it is silence whatever was before, or if nothing was: the floor goes to the next one soon. */
const SURELY_SILENT_MS = 2_000;
/** What a pause of before counts for at the next answer; half of it after five seconds. */
const FADES = 0.98;
/** Who is answered in so many looks, one behind the other, is answered often. Without that feedback it is once a second. */
const OFTEN = 3;

/**
 * Sees, while something is sent, whether the server still says that it comes: a way that has gone is known after half a second, where the
 * browser itself takes three to six.
 */
export class SilenceWatch {
  #statistics;
  #changed;
  #isToldOfArrivals;
  #timer = null;
  #wanted = false;
  #seen = null;
  #answeredAt = 0;
  #answers = 0;
  #longestPause = 0;
  #silent = false;

  /**
   * @param {() => Promise<RTCStatsReport>} statistics of what is sent
   * @param {(silent: boolean) => void} changed nothing is answered any more; or it is again, of which only who has been told of silence is told
   * @param {() => boolean} isToldOfArrivals whether the other side is to send that feedback, as is known before any of it has come
   */
  constructor(statistics, changed, isToldOfArrivals) {
    this.#statistics = statistics;
    this.#changed = changed;
    this.#isToldOfArrivals = isToldOfArrivals;
  }

  /** Something is sent from now on. */
  start() {
    this.#wanted = true;
    this.#answeredAt = performance.now();
    this.#timer ??= after(LOOK_MS, () => this.#look());
  }

  /** Nothing is sent any more. A silence that has been told of is watched to its end. */
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
      return SURELY_SILENT_MS;
    }
    return Math.min(Math.max(SILENT_MS, PAUSES * this.#longestPause), SURELY_SILENT_MS);
  }

  async #look() {
    const watching = this.#timer;
    const statistics = await this.#statistics().catch(() => new Map()); // of a connection that has just been closed
    if (watching !== this.#timer) {
      return; // stopped meanwhile
    }
    const pair = pairTaken([...statistics.values()]);
    const before = this.#seen;
    this.#seen = { id: pair?.id, answers: `${pair?.id} ${pair?.bytesReceived} ${pair?.responsesReceived}`, sent: pair?.bytesSent };
    const isAnswered = before !== null && before.answers !== this.#seen.answers;
    this.#timer = after(isAnswered ? LOOK_MS : LOOK_AGAIN_MS, () => this.#look());
    if (isAnswered) {
      this.#answered(before.id === this.#seen.id);
    } else {
      this.#unanswered(before !== null && before.sent !== this.#seen.sent);
    }
  }

  #answered(sameWay) {
    const now = performance.now();
    if (sameWay && this.#answers >= OFTEN) {
      this.#longestPause = Math.min(Math.max(now - this.#answeredAt, FADES * this.#longestPause), SURELY_SILENT_MS);
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
    if (!sends) {
      this.#answeredAt = now; // as while the machine slept: there is nothing to answer
    } else if (!this.#silent && this.#isOften && now - this.#answeredAt >= this.#patience) {
      this.#silent = true;
      this.#changed(true);
    }
  }
}
