import { Op } from './protocol.js';
import { LivechatError, errorOfServer, unreachable } from './errors.js';
import { pauseBefore } from './pauses.js';
import { ServerSocket } from './server-socket.js';
import { after } from './timers.js';

const ANSWER_TIMEOUT_MS = 10_000;
/** A try to come back may take this long: one that hangs in a network that is gone would hang on when the network is back. */
const TRY_MS = 3_000;
/** The floor of who talks does not wait for long, so that a silent server is noticed sooner. */
const PING_ANSWER_MS = 3_000;
const PAUSE_AT_MOST_MS = 3_000;

/**
 * A session with the server, from READY to its end: requests and their answers, matched by the `id` extension, over one WebSocket after
 * another. When one is lost it comes back with the session for as long as the server keeps that, which may not have noticed; both sides count packets, so nothing is lost
 * and nothing done twice. The id of a packet is its number.
 */
export class Connection {
  #who;
  #on;
  #socket = null;
  #session = null;
  #pending = new Map();
  #unconfirmed = new Map();
  #heartbeats = [];
  #sent = 0;
  #received = 0;
  #deadline = 0;
  #tries = 0;
  #retry = null;
  #notBefore = 0;
  #overtaking = false;
  #over = false;
  #reason = null;

  /**
   * @param {{url: string, door: import('./door.js').Door, user: string, token: string, priority?: number}} who
   * @param {object} on
   * @param {(op: number, d: any) => void} on.packet every packet that answers no request
   * @param {(reason: LivechatError) => void} on.lost the WebSocket is gone, and this comes back
   * @param {(session: import('./server-socket.js').Ready) => void} on.resumed it has come back, and nothing was lost
   * @param {(session: import('./server-socket.js').Ready) => void} on.renewed it has come back with another session: the one before is gone
   *   with all that it was in
   * @param {() => boolean} on.stands whether something else shows that the server has the session still
   * @param {(reason: LivechatError) => void} on.closed once, when the session has ended
   */
  constructor(who, on) {
    this.#who = who;
    this.#on = on;
  }

  /**
   * Opens the first WebSocket.
   *
   * @param {number} [patienceMs] how long that may take
   * @returns {Promise<import('./server-socket.js').Ready>}
   * @throws {LivechatError} why not; nothing is tried again
   */
  async open(patienceMs = ANSWER_TIMEOUT_MS) {
    try {
      const { socket, ready } = await this.#dial(() => ({}), patienceMs);
      this.#begin(socket, ready);
      return ready;
    } catch (reason) {
      this.#over = true;
      this.#reason = reason;
      throw reason;
    }
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @param {number} op
   * @param {object} [d]
   * @returns {Promise<any>} the ACK's data
   * @throws {LivechatError} what the server answered, `timeout` after ten seconds, or why the session ended
   */
  request(op, d) {
    return new Promise((resolve, reject) => {
      const id = this.#send(op, d);
      const timer = after(ANSWER_TIMEOUT_MS, () => {
        this.#pending.delete(id);
        reject(new LivechatError('timeout', 'The server did not answer within ten seconds.'));
      });
      const settle = (done) => (value) => {
        timer.stop();
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
    const waiting = { resolve: () => {}, reject: onError };
    this.#pending.set(id, waiting);
    after(ANSWER_TIMEOUT_MS, () => {
      if (this.#pending.get(id) === waiting) {
        this.#pending.delete(id); // by then the number may be one of another session
      }
    });
    if (op === Op.FLOOR_PING) {
      this.#socket?.expectWithin(PING_ANSWER_MS);
    }
  }

  /**
   * Does not wait for the next try to come back, nor for the next heartbeat to see whether it has to. A server that has said when it wants to be
   * tried again is not tried before.
   */
  checkNow() {
    if (this.#retry === null) {
      this.#socket?.check();
    } else if (performance.now() >= this.#notBefore) {
      this.#retry.stop();
      this.#resume();
    }
  }

  /**
   * The way to the server may be gone: another WebSocket is opened beside the present one, which is asked for a sign of life meanwhile.
   * Whichever is answered first carries the session on, so that nobody waits longer than for a new connection.
   */
  async overtake() {
    const slow = this.#socket;
    if (slow === null || this.#overtaking || this.#patience === 0) {
      return;
    }
    this.#overtaking = true;
    const received = this.#received;
    let overtaken = false;
    this.#beat();
    const decide = () => {
      if (this.#over || slow !== this.#socket || received !== this.#received) {
        return null;
      }
      overtaken = true;
      slow.abandon();
      this.#lost(unreachable());
      return this.#where;
    };
    try {
      this.#comeBack(await this.#dial(decide, TRY_MS));
    } catch (reason) {
      if (overtaken) {
        this.#failed(reason);
      } // else the present one goes on, or its silence is noticed as ever
    } finally {
      this.#overtaking = false;
    }
  }

  #beat() {
    this.#heartbeats.push(this.#send(Op.HEARTBEAT, null));
  }

  /** The page goes: has the server end the session. The browser's own close frame could be that of a page that is only frozen. */
  hangUp() {
    this.#socket?.close();
  }

  /** Ends the session; `on.closed` is told `closed`. */
  close() {
    this.#end(new LivechatError('closed', 'You are signed out.'));
  }

  /** @param {() => object | null} resume which session is meant, said once the server is there; null ends it */
  #dial(resume, patienceMs) {
    const { url, user, token, priority } = this.#who;
    const identify = () => {
      const said = resume();
      return said === null ? null : { user_id: user, token, priority, ...said };
    };
    return ServerSocket.open(url, identify, patienceMs);
  }

  /** A session begins. */
  #begin(socket, ready) {
    this.#session = ready;
    this.#sent = 0;
    this.#received = 0;
    this.#unconfirmed.clear();
    this.#heartbeats = [];
    this.#carriedBy(socket);
  }

  #carriedBy(socket) {
    this.#socket = socket;
    this.#tries = 0;
    socket.listen({
      packet: (packet) => this.#receive(packet),
      beat: () => this.#beat(),
      ended: (reason, lost) => this.#ended(reason, lost),
    });
  }

  #send(op, d) {
    const id = ++this.#sent;
    if (!this.#over) {
      const text = JSON.stringify({ op, d, id });
      this.#unconfirmed.set(id, text);
      this.#socket?.send(text);
    }
    return id;
  }

  #receive({ op, d, id }) {
    this.#received++;
    switch (op) {
      case Op.HEARTBEAT_ACK:
        this.#confirm(this.#heartbeats.shift());
        break;
      case Op.ACK:
        this.#confirm(id);
        this.#take(id)?.resolve(d?.data);
        break;
      case Op.ERROR:
        this.#confirm(id);
        this.#refuse(id, errorOfServer(d));
        break;
      default:
        this.#on.packet(op, d ?? {});
    }
  }

  /** The server takes packets in their order: it has all up to this. */
  #confirm(last) {
    for (const id of this.#unconfirmed.keys()) {
      if (!(id <= last)) {
        break;
      }
      this.#unconfirmed.delete(id);
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

  #ended(reason, lost) {
    this.#socket = null;
    if (!lost || this.#patience === 0) {
      this.#end(reason);
      return;
    }
    this.#lost(reason);
    this.#resumeAfter(pauseBefore(this.#tries, PAUSE_AT_MOST_MS));
  }

  #lost(reason) {
    this.#socket = null;
    this.#deadline = performance.now() + this.#patience;
    this.#on.lost(reason);
  }

  /** For how long the server keeps the session of who is away, in ms. */
  get #patience() {
    return this.#session.resume_timeout ?? 0;
  }

  /** Where to go on. */
  get #where() {
    return { resume: this.#session.session_id, received: this.#received };
  }

  async #resume() {
    this.#retry = null;
    try {
      if (this.#tries > 0) {
        await this.#who.door.knock(TRY_MS);
      }
      this.#comeBack(await this.#dial(() => this.#where, TRY_MS));
    } catch (reason) {
      this.#failed(reason);
    }
  }

  #comeBack({ socket, ready }) {
    if (this.#over) {
      socket.close();
    } else if (ready.resumed) {
      this.#goOn(socket, ready);
    } else {
      this.#renew(socket, ready);
    }
  }

  #goOn(socket, ready) {
    this.#confirm(ready.received);
    this.#heartbeats = this.#heartbeats.filter((id) => this.#unconfirmed.has(id));
    this.#carriedBy(socket);
    this.#unconfirmed.forEach((text) => socket.send(text));
    this.#on.resumed(ready);
  }

  #renew(socket, ready) {
    this.#refuseAll(new LivechatError('unreachable', 'The server could not be reached for too long.'));
    this.#begin(socket, ready);
    this.#on.renewed(ready);
  }

  #failed(reason) {
    if (this.#over) {
      return;
    }
    this.#notBefore = performance.now() + (reason.retryAfter ?? 0);
    const pause = pauseBefore(++this.#tries, PAUSE_AT_MOST_MS, reason);
    if (reason.fatal || (performance.now() + pause > this.#deadline && !this.#on.stands())) {
      this.#end(reason);
    } else {
      this.#resumeAfter(pause);
    }
  }

  #resumeAfter(pause) {
    this.#retry = after(pause, () => this.#resume());
  }

  #end(reason) {
    if (this.#over) {
      return;
    }
    this.#over = true;
    this.#reason = reason;
    this.#retry?.stop();
    this.#socket?.close();
    this.#refuseAll(reason);
    this.#on.closed(reason);
  }

  #refuseAll(reason) {
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    waiting.forEach(({ reject }) => reject(reason));
  }
}
