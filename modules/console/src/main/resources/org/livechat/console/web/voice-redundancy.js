/** Twice as often as reports come, so that none waits long. */
const INTERVAL_MS = 500;

/** Of packets, 0..1. A single one of a second's fifty is no reason yet. */
const LOST = 0.02;
const NO_LONGER_LOST = 0.005;

/** How far a report moves the mean: a way that gets worse is believed sooner than one that gets better. */
const RISING = 0.5;
const FALLING = 0.25;

/**
 * Whether a voice is sent once more in the packets that follow (RED, RFC 2198), by what its receiver reports as lost. It begins when the
 * mean passes 2 %, which two seconds of a bad way do, and ends below 0.5 %: without any loss that is 13 s after 20 %, and 7 s after 3 %. The
 * server reports what did not come, or came again too late to be heard, and not what it repaired by asking; what RED has filled counts as
 * lost, so that help does not hide the need for it.
 */
export class VoiceLoss {
  #mean = 0;
  #bad = false;

  /**
   * Takes what a report says.
   *
   * @param {number} lost share of packets since the report before, 0..1
   */
  reported(lost) {
    this.#mean += (lost - this.#mean) * (lost > this.#mean ? RISING : FALLING);
    this.#bad = this.#mean > (this.#bad ? NO_LONGER_LOST : LOST);
  }

  get isBad() {
    return this.#bad;
  }
}

/** Looks again and again what is reported of a voice while it is sent, and says when it is to be sent once more, and when no longer. */
export class VoiceLossWatch {
  #statistics;
  #changed;
  #loss = new VoiceLoss();
  #reportedAt = null;
  #timer = null;

  /**
   * @param {() => Promise<RTCStatsReport>} statistics of the voice's sender
   * @param {(bad: boolean) => void} changed
   */
  constructor(statistics, changed) {
    this.#statistics = statistics;
    this.#changed = changed;
  }

  /** What was learnt before it was stopped stays: the next burst takes the same way. */
  start() {
    this.#timer ??= setInterval(() => this.#look(), INTERVAL_MS);
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = null;
  }

  async #look() {
    const statistics = await this.#statistics().catch(() => new Map()); // of a connection that has just been closed
    const report = [...statistics.values()].find((stat) => stat.type === 'remote-inbound-rtp');
    if (this.#timer === null || report?.fractionLost === undefined || report.timestamp === this.#reportedAt) {
      return;
    }
    this.#reportedAt = report.timestamp;
    const before = this.#loss.isBad;
    this.#loss.reported(report.fractionLost);
    if (this.#loss.isBad !== before) {
      this.#changed(this.#loss.isBad);
    }
  }
}

/**
 * An answer whose first voice, which is the one that is sent, has the type of RED before the one that it repeats: libwebrtc sends RED then,
 * and the codec itself otherwise.
 *
 * @param {string} sdp
 * @returns {string | null} null if the answer has none
 */
export function withRedundancyFirst(sdp) {
  const red = /^a=rtpmap:(\d+) red\/48000\/2\r?$/im.exec(voice(sdp))?.[1];
  if (red === undefined) {
    return null;
  }
  return sdp.replace(/^(m=audio \S+ \S+ )(.*)$/m, (line, media, types) => media + [red, ...types.split(' ').filter((type) => type !== red)].join(' '));
}

/** The first voice's section. */
function voice(sdp) {
  return /^m=audio [^]*?(?=^m=|(?![^]))/m.exec(sdp)?.[0] ?? '';
}
