import { LivechatError } from './errors.js';
import { Op } from './protocol.js';
import { after } from './timers.js';

const ANSWER_TIMEOUT_MS = 10_000;

/** What this client has written, until it comes back as everybody gets it: that is how the server takes a message. */
export class Outbox {
  #self;
  #notify;
  #waiting = new Set();

  /**
   * @param {string} self this client's user
   * @param {(op: number, fields: object, onError: (error: LivechatError) => void) => void} notify sends a packet
   */
  constructor(self, notify) {
    this.#self = self;
    this.#notify = notify;
  }

  /**
   * Sends a message.
   *
   * @param {string} content
   * @returns {Promise<void>} once the server has taken it
   * @throws {LivechatError} why not; after `timeout` nobody knows
   */
  send(content) {
    return new Promise((resolve, reject) => {
      const message = { content, done: () => this.#settle(message, resolve) };
      const fail = (error) => this.#settle(message, () => reject(error));
      message.timer = after(ANSWER_TIMEOUT_MS, () => fail(new LivechatError('timeout', 'The server did not answer within ten seconds.')));
      this.#waiting.add(message);
      this.#notify(Op.MESSAGE_CREATE, { content }, fail);
    });
  }

  /** Takes a message that came. The server keeps the order, so of equal ones the first is the first. */
  told({ author_id: author, content }) {
    if (author === this.#self) {
      [...this.#waiting].find((message) => message.content === content)?.done();
    }
  }

  #settle(message, settle) {
    message.timer.stop();
    this.#waiting.delete(message);
    settle();
  }
}
