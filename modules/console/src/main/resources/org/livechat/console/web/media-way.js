import { LivechatError } from './errors.js';
import { after } from './timers.js';

/** Of the ways that checks are made on, UDP is the fastest: who has not connected after this long will do so otherwise, if at all. */
const UDP_FIRST_MS = 3_000;

/**
 * How media reaches the server, or is to.
 *
 * @typedef {object} MediaWay
 * @property {'connecting' | 'connected' | 'restarting' | 'failed' | 'none'} state
 * @property {('udp' | 'tcp' | 'relay')[]} tries the kinds of ways that there are
 * @property {'udp' | 'tcp' | 'relay' | null} over the kind that is used, once that is known
 * @property {boolean} late UDP would have connected by now, if it got through
 * @property {LivechatError | null} reason why it is not connected; while it connects, why the try before has failed
 */

/** The kinds of ways that an answer and the configuration of a connection leave. */
export function waysOf(sdpAnswer, { iceTransportPolicy }, hasRelay) {
  const direct = iceTransportPolicy === 'relay' ? [] : ['udp', 'tcp'].filter((protocol) => offers(sdpAnswer, protocol));
  return hasRelay ? [...direct, 'relay'] : direct;
}

function offers(sdpAnswer, protocol) {
  return new RegExp(`^a=candidate:\\S+ 1 ${protocol} `, 'im').test(sdpAnswer);
}

/**
 * The kind of way that a connection takes, or null where the browser does not say.
 *
 * @param {RTCStatsReport} statistics
 */
export function wayTaken(statistics) {
  const reports = [...statistics.values()];
  const local = reports.find(({ id }) => id === pairTaken(reports)?.localCandidateId);
  if (local === undefined) {
    return null;
  }
  return local.candidateType === 'relay' ? 'relay' : local.protocol;
}

/** The report of the pair of candidates that a connection goes by; undefined where there is none, or the browser does not say. */
export function pairTaken(reports) {
  const selected = reports.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
  return reports.find(({ id, type, selected: chosen }) => id === selected || (type === 'candidate-pair' && chosen));
}

/** Follows the way of one channel's media, and tells of each change. */
export class WayWatch {
  #way = { state: 'none', tries: [], over: null, late: false, reason: null };
  #changed;
  #timer = null;

  /** @param {(way: MediaWay) => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @returns {MediaWay} */
  get way() {
    return this.#way;
  }

  /** Which kinds of ways there are. */
  tries(tries) {
    this.#become({ tries });
  }

  /**
   * Takes the state of the connection.
   *
   * @param {MediaWay['state']} state
   * @param {LivechatError} [reason] why it is not connected; that of the network if left out
   */
  is(state, reason = reasonOf(state, this.#way)) {
    this.#timer?.stop();
    this.#become({ state, over: null, late: false, reason });
    if (state === 'connecting' || state === 'restarting') {
      this.#timer = after(UDP_FIRST_MS, () => this.#become({ late: this.#way.tries.includes('udp') }));
    }
  }

  /** The connection, which still stands, takes this kind of way. */
  over(kind) {
    if (this.#way.state === 'connected') {
      this.#become({ over: kind });
    }
  }

  #become(change) {
    this.#way = { ...this.#way, ...change };
    this.#changed(this.#way);
  }
}

const NAMES = { udp: 'UDP', tcp: 'TCP', relay: 'the relay' };

function reasonOf(state, { tries, reason: before, state: stateBefore }) {
  switch (state) {
    case 'connecting': // after a failure it takes as long as before, and whoever reads that it is so needs longer than the pause
      return stateBefore === 'failed' ? before : null;
    case 'restarting':
      return new LivechatError('media-interrupted', 'The network carries no sound at the moment.');
    case 'failed':
      return new LivechatError('media-failed', `Sound cannot reach the server over ${listed(tries)}. A firewall may block it.`);
    default:
      return null;
  }
}

function listed(tries) {
  return tries.length === 0 ? 'any way' : tries.map((kind) => NAMES[kind]).join(', ');
}
