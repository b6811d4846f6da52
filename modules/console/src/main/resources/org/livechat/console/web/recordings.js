import { LivechatError, unreachable } from './errors.js';

const UNAUTHORIZED = 401;
const FORBIDDEN = 403;
const NOT_FOUND = 404;
const TOO_MANY = 429;
const UNAVAILABLE = 503;

/** What was recorded, for a user whose token names the channel. The token goes in a header, never in an address, which ends up in logs. */
export class Recordings {
  #url;
  #headers;

  /** @param {{url: string, user: string, token: string}} who `url` of the server's `/ws` */
  constructor({ url, user, token }) {
    this.#url = new URL('recordings/', url.replace(/^ws/, 'http'));
    this.#headers = { Authorization: `Bearer ${token}`, 'Livechat-User': encodeURIComponent(user) };
  }

  /**
   * @param {string} id
   * @param {AbortSignal} [signal]
   * @returns {Promise<Blob>} Ogg Opus
   * @throws {LivechatError}
   */
  async file(id, signal) {
    try {
      const answer = await fetch(new URL(encodeURIComponent(id), this.#url), {
        cache: 'no-store',
        credentials: 'omit',
        headers: this.#headers,
        signal,
      });
      if (!answer.ok) {
        throw refusalOf(answer.status);
      }
      return await answer.blob();
    } catch (error) {
      throw error instanceof LivechatError ? error : unreachable({ cause: error });
    }
  }
}

function refusalOf(status) {
  switch (status) {
    case UNAUTHORIZED:
      return new LivechatError('invalid-token', 'Your token is not good for this any more. Sign in with a new one.');
    case FORBIDDEN:
      return new LivechatError('access-denied', 'An operator does not let you hear recordings.');
    case NOT_FOUND:
      return new LivechatError('not-recorded', 'There is no such recording, or not any more.');
    case TOO_MANY:
    case UNAVAILABLE:
      return new LivechatError('rate-limited', 'Too much is being heard again at the moment. Try again soon.');
    default:
      return new LivechatError('refused', `The server does not give out the recording (status ${status}).`);
  }
}
