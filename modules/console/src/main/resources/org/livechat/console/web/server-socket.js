import { Op } from './protocol.js';
import { LivechatError, errorOfServer, restarting, unreachable } from './errors.js';
import { after, every } from './timers.js';

const HEARTBEAT_AT_MOST_MS = 15_000;
const HEARTBEAT_ANSWER_MS = 5_000;
/** What stood before a sleep is more likely to be gone. */
const CHECK_ANSWER_MS = 2_000;
/** A timer that fires so much too late was slept through, and an answer may lie in wait behind it. */
const LATE_MS = 1_000;
/** A WebSocket that ended without a close frame. */
const ABNORMAL = 1006;
const GOING_AWAY = 1001;

/**
 * One WebSocket from HELLO to its end: identification, heartbeats, silence. What is said over it is the business of `Connection`.
 *
 * @typedef {{session_id: string, user_id: string, message_bytes?: number, resume_timeout?: number, resumed?: boolean, received?: number,
 *   ice_servers?: RTCIceServer[], ice_lifetime?: number}} Ready
 */
export class ServerSocket {
  #socket;
  #heartbeatMs = HEARTBEAT_AT_MOST_MS;
  #heartbeatTimer = null;
  #silenceTimer = null;
  #beat = null;
  #ended = null;

  constructor(socket) {
    this.#socket = socket;
  }

  /**
   * Opens a WebSocket and identifies. Packets wait for {@link listen}, which has to follow at once.
   *
   * @param {string} url
   * @param {() => object | null} identify what IDENTIFY says, asked once the server is there; or null: it is not wanted any more
   * @param {number} patienceMs how long that may take
   * @returns {Promise<{socket: ServerSocket, ready: Ready}>}
   * @throws {LivechatError} why not
   */
  static open(url, identify, patienceMs) {
    return new Promise((resolve, reject) => {
      const webSocket = new WebSocket(url);
      const socket = new ServerSocket(webSocket);
      const fail = (reason) => {
        timer.stop();
        socket.close();
        reject(reason);
      };
      let said = null;
      const timer = after(patienceMs, () => {
        if (said?.resume === undefined) {
          fail(unreachable());
        } else {
          socket.abandon(); // READY may be late, and then the session is here
          reject(unreachable());
        }
      });
      webSocket.onclose = (event) => fail(reasonOfClose(event));
      webSocket.onmessage = ({ data }) => {
        const { op, d } = parsed(data) ?? {};
        if (op === Op.HELLO) {
          socket.#heartbeatMs = Math.min(d?.heartbeat_interval ?? HEARTBEAT_AT_MOST_MS, HEARTBEAT_AT_MOST_MS);
          said = identify();
          if (said === null) {
            fail(new LivechatError('closed', 'Another connection is in use.'));
          } else {
            socket.send(JSON.stringify({ op: Op.IDENTIFY, d: said }));
          }
        } else if (op === Op.READY) {
          timer.stop();
          resolve({ socket, ready: d });
        } else if (op === Op.ERROR) {
          fail(errorOfServer(d));
        } // else not ours: a server that speaks something else is noticed by its missing HELLO
      };
    });
  }

  /**
   * Takes what follows READY, and has heartbeats sent.
   *
   * @param {object} on
   * @param {(packet: {op: number, d: any, id?: number}) => void} on.packet
   * @param {() => void} on.beat time for a heartbeat
   * @param {(reason: LivechatError, lost: boolean) => void} on.ended once; `lost`: neither side has closed it, so that the session goes on
   */
  listen(on) {
    this.#ended = on.ended;
    this.#beat = on.beat;
    this.#socket.onclose = (event) => this.#end(reasonOfClose(event), event.code === ABNORMAL);
    this.#socket.onmessage = ({ data }) => {
      this.#silenceTimer?.stop();
      this.#silenceTimer = null;
      const packet = parsed(data);
      if (packet !== null) {
        on.packet(packet);
      }
    };
    this.#heartbeatTimer = every(this.#heartbeatMs, () => this.#beatAndExpect(HEARTBEAT_ANSWER_MS));
  }

  /** Looks whether it carries anything: what stood before a sleep, or in another network, may be gone without a word. */
  check() {
    this.#silenceTimer?.stop();
    this.#silenceTimer = null;
    this.#beatAndExpect(CHECK_ANSWER_MS);
  }

  #beatAndExpect(milliseconds) {
    this.#beat();
    this.expectWithin(milliseconds);
  }

  /** What was sent is answered at once: when nothing comes within this time the WebSocket counts as lost. */
  expectWithin(milliseconds) {
    const due = performance.now() + milliseconds;
    this.#silenceTimer ??= after(milliseconds, () => {
      if (performance.now() - due > LATE_MS) {
        this.check();
      } else {
        this.#end(unreachable(), true);
      }
    });
  }

  send(text) {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(text);
    }
  }

  close() {
    this.#stop();
    this.#socket.close();
  }

  #end(reason, lost) {
    this.abandon();
    this.#ended(reason, lost);
  }

  /**
   * It is heard no more, and stays open: a close frame that comes late after all would end the session, which goes on over another
   * one. The server closes it then.
   */
  abandon() {
    this.#stop();
    if (this.#socket.readyState === WebSocket.CONNECTING) {
      this.#socket.close(); // nothing is said yet
    }
  }

  #stop() {
    this.#heartbeatTimer?.stop();
    this.#silenceTimer?.stop();
    this.#socket.onmessage = null;
    this.#socket.onclose = null;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** 1001: the server stops; 1005 and 1006: nothing was said. Any other close says what the client did. */
function reasonOfClose({ code, reason }) {
  if (code === GOING_AWAY) {
    return restarting();
  }
  return reason === ''
    ? unreachable()
    : new LivechatError('refused', `The server ended the connection: ${reason}.`);
}
