import { LivechatError, restarting, unreachable } from './errors.js';
import { after } from './timers.js';

/** A proxy without the server behind it. */
const BAD_GATEWAY = 502;
const UNAVAILABLE = 503;
const GATEWAY_TIMEOUT = 504;
const TOO_MANY = 429;
const RETRY_AFTER_AT_MOST_MS = 300_000;
/** So many knocks that nobody hears are followed by a try all the same: a proxy may have another rule for this path now. */
const UNHEARD_AT_MOST = 3;

/**
 * The server's door, where one can knock before a WebSocket is opened. Browsers make those wait that follow others which have failed,
 * the longer the more have, and do not say why one was refused. A plain request is made at once, and does.
 */
export class Door {
  #url;
  #answers = false;
  #unheard = 0;

  /** @param {string} url of the server's `/ws` */
  constructor(url) {
    this.#url = new URL('healthz', url.replace(/^ws/, 'http'));
  }

  /**
   * Knocks.
   *
   * @param {number} patienceMs
   * @throws {LivechatError} nobody answers, though somebody has before; or not now, with `retryAfter` where that was said
   */
  async knock(patienceMs) {
    const giveUp = new AbortController();
    const timer = after(patienceMs, () => giveUp.abort());
    let answer;
    try {
      answer = await fetch(this.#url, { cache: 'no-store', credentials: 'omit', signal: giveUp.signal });
    } catch {
      if (this.#answers && this.#unheard++ < UNHEARD_AT_MOST) {
        throw unreachable();
      }
      this.#unheard = 0;
      return; // not for us to ask, as of a page whose Content-Security-Policy has no more than the WebSocket
    } finally {
      timer.stop();
    }
    this.#answers = true;
    this.#unheard = 0;
    const refusal = refusalOf(answer);
    if (refusal !== null) {
      throw refusal;
    }
  }
}

function refusalOf({ status, headers }) {
  const retryAfter = msOf(headers.get('Retry-After'));
  switch (status) {
    case BAD_GATEWAY:
    case GATEWAY_TIMEOUT:
      return unreachable({ retryAfter });
    case UNAVAILABLE:
      return restarting({ retryAfter });
    case TOO_MANY:
      return new LivechatError('rate-limited', 'Too many connections, or requests, come from your network. Wait a moment.', { retryAfter });
    default:
      return null; // whatever it is: somebody is there
  }
}

/** Of seconds or a date (RFC 9110 10.2.3). */
function msOf(retryAfter) {
  if (retryAfter === null) {
    return null;
  }
  const wanted = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isNaN(wanted) ? null : Math.min(RETRY_AFTER_AT_MOST_MS, Math.max(0, wanted));
}
