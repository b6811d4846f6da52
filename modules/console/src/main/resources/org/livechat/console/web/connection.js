import { Op } from './protocol.js';
import { LivechatError, errorOfServer } from './errors.js';

const ANSWER_TIMEOUT_MS = 10_000;
const HEARTBEAT_AT_MOST_MS = 15_000;
const HEARTBEAT_ANSWER_MS = 5_000;

/**
 * One WebSocket from HELLO to its end: identification, heartbeats, and the matching of answers to requests by the
 * `id` extension. It never reconnects: a connection that is over stays over.
 */
export class Connection {
  #socket;
  #onPacket;
  #onClosed;
  #pending = new Map();
  #nextId = 1;
  #heartbeatTimer = null;
  #silenceTimer = null;
  #over = false;
  #reason = null;

  /**
   * @param {WebSocket} socket
   * @param {(op: number, d: any) => void} onPacket every packet that answers no request
   * @param {(reason: LivechatError) => void} onClosed once, when an identified connection ends
   */
  constructor(socket, onPacket, onClosed) {
    this.#socket = socket;
    this.#onPacket = onPacket;
    this.#onClosed = onClosed;
  }

  /**
   * Opens a connection and identifies.
   *
   * @param {{url: string, user: string, token: string, priority?: number}} who
   * @param {(op: number, d: any) => void} onPacket
   * @param {(reason: LivechatError) => void} onClosed
   * @returns {Promise<{connection: Connection, session: {session_id: string, user_id: string, message_bytes?: number}}>}
   */
  static open({ url, user, token, priority }, onPacket, onClosed) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      let ready = false;
      const connection = new Connection(socket, onPacket, (reason) => (ready ? onClosed(reason) : reject(reason)));
      const timer = setTimeout(() => connection.#end(unreachable()), ANSWER_TIMEOUT_MS);
      socket.onmessage = (event) => connection.#receive(event.data);
      socket.onclose = (event) => {
        clearTimeout(timer);
        connection.#end(reasonOfClose(event));
      };
      connection.#pending.set('hello', {
        resolve: async (hello) => {
          try {
            const session = await connection.request(Op.IDENTIFY, { user_id: user, token, priority });
            clearTimeout(timer);
            ready = true;
            connection.#startHeartbeat(hello?.heartbeat_interval ?? HEARTBEAT_AT_MOST_MS);
            resolve({ connection, session });
          } catch (error) {
            connection.#end(error);
          }
        },
        reject: () => {},
      });
    });
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @param {number} op
   * @param {object} [d]
   * @returns {Promise<any>} the ACK's data
   * @throws {LivechatError} what the server answered, `timeout` after ten seconds, or why the connection ended
   */
  request(op, d) {
    return new Promise((resolve, reject) => {
      const id = this.#send(op, d);
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new LivechatError('timeout', 'The server did not answer within ten seconds.'));
      }, ANSWER_TIMEOUT_MS);
      const settle = (done) => (value) => {
        clearTimeout(timer);
        done(value);
      };
      this.#pending.set(id, { resolve: settle(resolve), reject: settle(reject) });
      if (this.#over) {
        this.#take(id)?.reject(this.#reason);
      }
    });
  }

  /**
   * Sends a packet that the server answers with events of the channel, or with ERROR.
   *
   * @param {number} op
   * @param {object} d
   * @param {(error: LivechatError) => void} [onError]
   */
  notify(op, d, onError = () => {}) {
    const id = this.#send(op, d);
    this.#pending.set(id, { resolve: () => {}, reject: onError });
    setTimeout(() => this.#pending.delete(id), ANSWER_TIMEOUT_MS);
  }

  /** Ends the connection; `onClosed` is told `closed`. */
  close() {
    this.#end(new LivechatError('closed', 'You are signed out.'));
  }

  #send(op, d) {
    const id = this.#nextId++;
    if (!this.#over && this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify({ op, d, id }));
    }
    return id;
  }

  #receive(text) {
    let packet;
    try {
      packet = JSON.parse(text);
    } catch {
      return; // not ours: a server that speaks something else is noticed by its missing HELLO
    }
    clearTimeout(this.#silenceTimer);
    const { op, d, id } = packet ?? {};
    switch (op) {
      case Op.HELLO:
        this.#take('hello')?.resolve(d);
        break;
      case Op.READY:
        this.#takeFirst(id)?.resolve(d);
        break;
      case Op.HEARTBEAT_ACK:
        break;
      case Op.ACK:
        this.#take(id)?.resolve(d?.data);
        break;
      case Op.ERROR:
        this.#refuse(id, errorOfServer(d));
        break;
      default:
        this.#onPacket(op, d ?? {});
    }
  }

  #refuse(id, error) {
    if (error.fatal || error.code === 'heartbeat-missed') {
      this.#end(error);
    } else {
      this.#take(id)?.reject(error);
    }
  }

  #take(id) {
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    return waiting;
  }

  /** READY answers the only request there can be before it, whether or not the server repeats ids. */
  #takeFirst(id) {
    return this.#take(id ?? this.#pending.keys().next().value);
  }

  #startHeartbeat(intervalMs) {
    const every = Math.min(intervalMs, HEARTBEAT_AT_MOST_MS);
    this.#heartbeatTimer = setInterval(() => {
      this.#send(Op.HEARTBEAT, null);
      clearTimeout(this.#silenceTimer);
      this.#silenceTimer = setTimeout(() => this.#end(unreachable()), HEARTBEAT_ANSWER_MS);
    }, every);
  }

  #end(reason) {
    if (this.#over) {
      return;
    }
    this.#over = true;
    this.#reason = reason;
    clearInterval(this.#heartbeatTimer);
    clearTimeout(this.#silenceTimer);
    this.#socket.close();
    for (const waiting of this.#pending.values()) {
      waiting.reject(reason);
    }
    this.#pending.clear();
    this.#onClosed(reason);
  }
}

function unreachable() {
  return new LivechatError('unreachable', 'The server cannot be reached.');
}

/** 1001: the server stops; 1005 and 1006: nothing was said. Any other close says what the client did. */
function reasonOfClose({ code, reason }) {
  return reason === '' || code === 1001
    ? unreachable()
    : new LivechatError('refused', `The server ended the connection: ${reason}.`);
}
