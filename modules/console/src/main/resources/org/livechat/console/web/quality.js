/**
 * How well something is heard and seen, or sent.
 *
 * @typedef {{grade: 'good' | 'weak' | 'bad' | 'paused', loss: number, roundTrip: number | null, stopped: number, paused: boolean}} Quality
 *   `loss`: share of packets that were lost, or of a voice that was made up, 0..1; `roundTrip`: in seconds, if it is known;
 *   `stopped`: share of the time in which the picture stood still, 0..1; `paused`: whether the server holds the picture back;
 *   the grade is that of the voice then, or `paused` where there is nothing else to judge
 */

/** From these on it is weak, and bad. A voice hides a lost packet or two; a picture that stands still is seen at once. */
const LOSS = [0.03, 0.1];
const STOPPED = [0.05, 0.25];
const ROUND_TRIP_S = [0.3, 0.8];

/** A picture that is sent needs so much, in bit/s, to be weak at most, or good. */
const PICTURE_BITS = [150_000, 50_000];

/** What is judged at all counts more than what is held back. */
const GRADES = ['paused', 'good', 'weak', 'bad'];

/** @type {Quality} of a picture that is held back, and so stands still for no fault of anybody's way */
export const PAUSED = { grade: 'paused', loss: 0, roundTrip: null, stopped: 0, paused: true };

/**
 * Compares statistics of one connection with those before; what has not gone on between them is not judged.
 *
 * @param {RTCStatsReport} before
 * @param {RTCStatsReport} now of the same connection
 * @returns {{own: Quality | null, received: Map<string, Quality>, frames: Set<string>}} of what is sent, and of each line that is
 *   received, by mid; and the mids of lines that have had pictures
 */
export function compare(before, now) {
  const path = [...now.values()].find((stat) => stat.type === 'candidate-pair' && (stat.nominated || stat.selected) && stat.state === 'succeeded');
  const received = new Map();
  const frames = new Set();
  for (const stat of now.values()) {
    const old = before.get(stat.id);
    if (stat.type === 'inbound-rtp' && old && stat.packetsReceived > old.packetsReceived) {
      received.set(stat.mid, receivedQuality(old, stat, path));
    }
    if (stat.type === 'inbound-rtp' && (stat.framesDecoded ?? 0) > (old?.framesDecoded ?? 0)) {
      frames.add(stat.mid);
    }
  }
  return { own: ownQuality(before, now, path), received, frames };
}

/** @returns {Quality} the worst in each respect */
export function worstOf(qualities) {
  return qualities.reduce((one, other) => ({
    grade: GRADES[Math.max(GRADES.indexOf(one.grade), GRADES.indexOf(other.grade))],
    loss: Math.max(one.loss, other.loss),
    roundTrip: one.roundTrip ?? other.roundTrip,
    stopped: Math.max(one.stopped, other.stopped),
    paused: one.paused || other.paused,
  }));
}

function receivedQuality(old, stat, path) {
  const grown = (key) => (stat[key] ?? 0) - (old[key] ?? 0);
  const seconds = (stat.timestamp - old.timestamp) / 1000;
  const stopped = Math.min(1, grown('totalFreezesDuration') / seconds);
  // What was lost and came again in time is heard by nobody.
  const madeUp = grown('concealedSamples') - grown('silentConcealedSamples');
  const loss = stat.kind === 'audio' ? share(madeUp, grown('totalSamplesReceived')) : share(grown('packetsLost'), grown('packetsReceived') + grown('packetsLost'));
  return judged({ loss, stopped, roundTrip: path?.currentRoundTripTime ?? null });
}

function ownQuality(before, now, path) {
  const sent = [...now.values()].filter((stat) => stat.type === 'outbound-rtp' && stat.packetsSent > (before.get(stat.id)?.packetsSent ?? 0));
  if (sent.length === 0) {
    return null;
  }
  const reports = sent.map((stat) => now.get(stat.remoteId)).filter((report) => report !== undefined);
  const loss = Math.max(0, ...reports.map((report) => report.fractionLost ?? 0));
  const trips = reports.map((report) => report.roundTripTime).filter((trip) => trip > 0);
  const roundTrip = path?.currentRoundTripTime ?? (trips.length > 0 ? Math.max(...trips) : null);
  const room = sent.some((stat) => stat.kind === 'video') ? (path?.availableOutgoingBitrate ?? Infinity) : Infinity;
  return judged({ loss, stopped: 0, roundTrip }, room);
}

function judged(figures, room = Infinity) {
  const grades = [
    LOSS.filter((limit) => figures.loss >= limit).length,
    STOPPED.filter((limit) => figures.stopped >= limit).length,
    ROUND_TRIP_S.filter((limit) => (figures.roundTrip ?? 0) >= limit).length,
    PICTURE_BITS.filter((least) => room < least).length,
  ];
  return { grade: ['good', 'weak', 'bad'][Math.max(...grades)], ...figures, paused: false };
}

function share(part, whole) {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}
