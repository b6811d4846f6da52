import { Op, FLOOR_PING_INTERVAL_MS } from './protocol.js';
import { LivechatError } from './errors.js';
import { after, every } from './timers.js';

/**
 * How long the microphone stays open after the button is let go: what was said last is still on its way through the
 * capture and encoding queues.
 */
const TAIL_MS = 80;
const ANSWER_TIMEOUT_MS = 5_000;
/** By so much the word of the server that a turn is over may be late. */
const OVERDUE_MS = 1_000;
/** TS 24.380 8.2.10.2. */
const MAX_DURATION = 2;

/**
 * What a client knows about the floor.
 *
 * @typedef {object} FloorView
 * @property {'listening' | 'requesting' | 'queued' | 'talking' | 'releasing'} own what this client is doing
 * @property {string | null} talker who has the floor; this client's own user while talking
 * @property {string | null} indicator normal, broadcast, imminent_peril or emergency, of the talker
 * @property {number} position in the queue, from 1; 0 when not queued
 * @property {number} queueSize
 * @property {number | null} until when this client's talk time ends, as performance.now(), which goes on evenly though the clock is set
 */

/** One client's side of a channel's floor: follows the server's packets, drives the gate of what is sent. */
export class Floor {
  #self;
  #notify;
  #gate;
  #emit;
  #wanted = false; // the button is down
  #held = false; // the server gave us the floor
  #queued = false;
  #releasing = false; // let go, tail still running
  #unanswered = 0; // floor requests on their way
  #talker = null;
  #indicator = null;
  #asked = null;
  #priority = undefined;
  #media = 'none';
  #position = 0;
  #queueSize = 0;
  #until = null;
  #told = null; // the view of the last event
  #ping = null;
  #overdue = null;
  #patience = null;
  #tail = null;

  /**
   * @param {string} self this client's user
   * @param {(op: number, fields?: object, onError?: (error: LivechatError) => void) => void} notify sends a packet
   * @param {(open: boolean) => Promise<unknown>} gate lets media out, or stops it
   * @param {(type: string, detail: any) => void} emit tells the application
   */
  constructor(self, notify, gate, emit) {
    this.#self = self;
    this.#notify = notify;
    this.#gate = gate;
    this.#emit = emit;
  }

  /** @returns {FloorView} */
  get view() {
    return {
      own: this.#own(),
      talker: this.#held ? this.#self : this.#talker,
      indicator: this.#held ? this.#asked : this.#indicator,
      position: this.#queued ? this.#position : 0,
      queueSize: this.#queueSize,
      until: this.#held ? this.#until : null,
    };
  }

  #own() {
    if (this.#held) {
      return this.#releasing ? 'releasing' : 'talking';
    }
    if (this.#queued) {
      return 'queued';
    }
    return this.#wanted ? 'requesting' : 'listening';
  }

  /**
   * Asks for the floor, once media is connected if it is not yet; while this client still has it from a burst whose tail is running, the
   * burst goes on.
   *
   * @param {{indicator?: string, priority?: number}} [options]
   */
  request({ indicator = 'normal', priority } = {}) {
    this.#wanted = true;
    this.#tail?.stop();
    if (this.#held && indicator === this.#asked) {
      this.#releasing = false;
      this.#changed();
      return;
    }
    this.#releasing = false;
    this.#asked = indicator;
    this.#priority = priority;
    if (this.#media === 'failed') {
      this.#cannotBeHeard();
    } else if (this.#media !== 'connecting') {
      this.#ask();
    }
    this.#changed();
  }

  #ask() {
    this.#unanswered++;
    this.#notify(Op.FLOOR_REQUEST, { indicator: this.#asked, priority: this.#priority }, (error) => this.#failed(error));
    this.#patience?.stop();
    this.#patience = after(ANSWER_TIMEOUT_MS, () =>
      this.#failed(new LivechatError('timeout', 'The server did not answer the request to talk.')),
    );
  }

  /**
   * The server gives no floor to whom it could not hear: asks now, if that was waited for, or gives up.
   *
   * @param {'connecting' | 'connected' | 'failed' | 'none'} state of the media connection
   */
  mediaIs(state) {
    this.#media = state;
    const waited = this.#own() === 'requesting' && this.#unanswered === 0;
    if (state === 'failed' && waited) {
      this.#cannotBeHeard();
    } else if (state === 'failed') {
      this.release();
    } else if (waited && state !== 'connecting') {
      this.#ask();
    }
    this.#changed();
  }

  #cannotBeHeard() {
    this.#giveUp();
    this.#emit('error', new LivechatError('media-failed', 'You cannot talk now: your sound does not reach the server. A firewall may block it.'));
  }

  /**
   * Lets go: of the floor, after the tail, or of the place in the queue, at once.
   *
   * @param {{tail?: boolean}} [options] false where nobody knows whether timers run on, as when a phone is locked
   */
  release({ tail = true } = {}) {
    if (!this.#wanted) {
      return;
    }
    this.#wanted = false;
    if (this.#held) {
      this.#releasing = true;
      if (tail) {
        this.#tail = after(TAIL_MS, () => this.#endBurst());
      } else {
        this.#endBurst();
      }
    } else {
      this.#queued = false;
      this.#notify(Op.FLOOR_RELEASE);
    }
    this.#changed();
  }

  async #endBurst() {
    await this.#gate(false);
    if (!this.#releasing) {
      await this.#gate(this.#held); // pressed again, or taken away, just now
      return;
    }
    this.#lose();
    this.#notify(Op.FLOOR_RELEASE);
    this.#changed();
  }

  /** Takes a floor packet of the server. */
  receive(op, d) {
    switch (op) {
      case Op.FLOOR_GRANTED:
        this.#granted(d);
        break;
      case Op.FLOOR_DENY:
        this.#answered();
        this.#giveUp();
        this.#emit('denied', { reason: d.reason ?? '', cause: d.cause ?? null });
        break;
      case Op.FLOOR_REVOKE:
        this.#revoked(d);
        break;
      case Op.FLOOR_TAKEN:
        this.#heldByOther(d.user_id, d.indicator ?? 'normal');
        break;
      case Op.FLOOR_IDLE:
        this.#queueSize = 0;
        this.#heldByOther(null, null);
        break;
      case Op.FLOOR_QUEUE_POS_INFO:
        this.#answered();
        this.#queued = this.#wanted;
        this.#position = d.queue_position;
        this.#queueSize = d.queue_size;
        break;
      default: // FLOOR_PONG: the connection's heartbeat watches the server
    }
    this.#changed();
  }

  /** An operator lets this client talk no more: a turn is over, and so is waiting for one, whatever else the server says of it. */
  bar() {
    if (this.#own() === 'listening') {
      return;
    }
    this.#giveUp();
    this.#lose();
    this.#gate(false).then(() => this.#wanted || this.#notify(Op.FLOOR_RELEASE));
    this.#changed();
  }

  /** Forgets everything, as after leaving or losing the connection. */
  reset() {
    this.#giveUp();
    this.#lose();
    this.#unanswered = 0;
    this.#talker = null;
    this.#indicator = null;
    this.#queueSize = 0;
    this.#changed();
  }

  #granted({ duration }) {
    this.#answered();
    if (!this.#wanted) {
      return; // let go meanwhile: our FLOOR_RELEASE is on its way
    }
    const first = !this.#held;
    this.#held = true;
    this.#queued = false;
    this.#releasing = false;
    this.#until = performance.now() + (duration ?? 0);
    this.#overdue?.stop();
    this.#overdue = duration > 0 ? after(duration + OVERDUE_MS, () => this.#overrun()) : null;
    if (first) {
      this.#gate(true);
      this.#notify(Op.FLOOR_PING);
      this.#ping = every(FLOOR_PING_INTERVAL_MS, () => this.#notify(Op.FLOOR_PING));
      this.#emit('granted', { duration: duration ?? 0 });
    }
  }

  #revoked({ cause, cause_code: number }) {
    const had = this.#held;
    this.#lose();
    const shut = this.#gate(false);
    if (had) {
      this.#giveUp();
      this.#emit('revoked', { cause: cause ?? 'other', number: number ?? null });
      // TS 24.380 6.2.4.6: the one who is revoked stops and answers with a release
      shut.then(() => this.#wanted || this.#notify(Op.FLOOR_RELEASE));
    } // else it is about a turn that is over already, and not about what was asked for since
  }

  /** The server ends a turn in time, and nothing is heard behind it: who is not told so is not connected now, and stops by itself. */
  #overrun() {
    if (this.#held) {
      this.#revoked({ cause: 'max_duration', cause_code: MAX_DURATION });
      this.#changed();
    }
  }

  /** TAKEN or IDLE: whatever we thought, this client does not have the floor now. */
  #heldByOther(talker, indicator) {
    const had = this.#held && !this.#releasing;
    const outOfQueue = this.#queued && talker === null;
    if (this.#held) {
      this.#lose();
      this.#gate(false);
    }
    this.#talker = talker;
    this.#indicator = indicator;
    if ((had || outOfQueue) && this.#unanswered === 0) {
      this.#giveUp();
      this.#emit('revoked', { cause: had ? 'lost' : 'queue_cleared', number: null });
    }
  }

  #failed(error) {
    this.#answered();
    if (this.#own() === 'requesting') {
      this.#giveUp();
      this.#notify(Op.FLOOR_RELEASE);
      this.#emit('error', error);
      this.#changed();
    }
  }

  #answered() {
    this.#unanswered = Math.max(0, this.#unanswered - 1);
    if (this.#unanswered === 0) {
      this.#patience?.stop();
    }
  }

  #giveUp() {
    this.#wanted = false;
    this.#queued = false;
    this.#patience?.stop();
  }

  #lose() {
    this.#held = false;
    this.#releasing = false;
    this.#until = null;
    this.#tail?.stop();
    this.#ping?.stop();
    this.#overdue?.stop();
  }

  /** Tells the application, if there is something to tell: much of what comes from the server says what is known already. */
  #changed() {
    const before = this.#told;
    const { view } = this;
    if (before === null || Object.keys(view).some((part) => view[part] !== before[part])) {
      this.#told = view;
      this.#emit('floor', view);
    }
  }
}
