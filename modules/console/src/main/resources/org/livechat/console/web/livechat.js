/**
 * The livechat client library: push-to-talk and conference channels from a browser, without any user interface.
 * See docs/client-library.md.
 */
import { MESSAGE_LIMIT_BYTES, Op } from './protocol.js';
import { Connection } from './connection.js';
import { Door } from './door.js';
import { IceServers } from './ice-servers.js';
import { JoinedChannel } from './channel.js';
import { LivechatError, offline } from './errors.js';
import { pauseBefore } from './pauses.js';
import { Recordings } from './recordings.js';
import { after } from './timers.js';
import { Waking } from './waking.js';

export { LivechatError, JoinedChannel, Op };
export { canShareScreen } from './capture.js';

const PAUSE_AT_MOST_MS = 4_000;
/** A server that has been away for long is not asked for as often. */
const LONG_AWAY_MS = 60_000;
const LONG_PAUSE_AT_MOST_MS = 10_000;
const KNOCK_MS = 3_000;
/** A try that hangs, as at a server that is just going, would hang on when there is another one. */
const TRY_MS = 6_000;
/** A connection that was up for less does not make the pauses short again. */
const STABLE_MS = 10_000;
const REMOTE_VOICES = 6;
const REMOTE_VIDEOS = 6;

/**
 * One user's session with a server. It stays connected, or tries to be, until it is told otherwise: when the connection is lost it comes
 * back to the session, in which all goes on; when that takes too long it opens another one, with growing pauses, and joins the channels again. A page
 * that has slept looks at once what is left.
 *
 * Event: `state`, a CustomEvent with detail `{state, error, retryAt}`; state is 'connecting', 'ready', 'resuming' (the connection is lost, the
 * session is not: media, floor and channels go on, and what is asked for meanwhile is asked when it is back), 'waiting' (for the next attempt
 * at `retryAt`, as performance.now()), 'offline' (the same while the device says that it has no network) or 'closed'; `error` says why it is
 * anything but ready: `restarting` where the server has said that it goes, else `unreachable`, `offline` or what the server answered.
 */
export class LivechatClient extends EventTarget {
  #who;
  #door;
  #shape;
  #ice;
  #connection = null;
  #recordings;
  #channels = new Map();
  #attempts = 0;
  #generation = 0;
  #readyAt = 0;
  #awaySince = null;
  #notBefore = 0;
  #waking = null;
  #messageLimit = MESSAGE_LIMIT_BYTES;
  #timer = null;
  #state = { state: 'closed', error: null, retryAt: null };

  /**
   * @param {object} who
   * @param {string} who.user the user's id, shown to the others
   * @param {string} who.token the shared secret or a JWT
   * @param {number} [who.priority] default floor priority, 0..255; bounded by the token
   * @param {string} [who.url] of the server's `/ws`; the page's own server if left out
   * @param {number} [who.remoteVoices] how many others are heard at once in a conference
   * @param {number} [who.remoteVideos] how many others are seen at once in a conference
   * @param {RTCIceTransportPolicy} [who.iceTransportPolicy] `relay`: media goes through a TURN server that the server names, or not at all
   */
  constructor({
    user,
    token,
    priority,
    url = ownServer(),
    remoteVoices = REMOTE_VOICES,
    remoteVideos = REMOTE_VIDEOS,
    iceTransportPolicy = 'all',
  }) {
    super();
    this.#ice = new IceServers(iceTransportPolicy, async (op) => this.#use().request(op));
    this.#door = new Door(url);
    this.#who = { user, token, priority, url, door: this.#door };
    this.#recordings = new Recordings({ url, user, token });
    this.#shape = { remoteVoices, remoteVideos };
  }

  get user() {
    return this.#who.user;
  }

  /** How many bytes of UTF-8 a message may have, as the server said last. */
  get messageLimit() {
    return this.#messageLimit;
  }

  /** What the last `state` event said. */
  get state() {
    return this.#state;
  }

  /**
   * Connects for the first time.
   *
   * @throws {LivechatError} the reason, in which case nothing is tried again by itself
   */
  async connect() {
    this.#become('connecting');
    try {
      await this.#open();
    } catch (error) {
      this.#become('closed', error);
      throw error;
    }
    this.#door.knock(KNOCK_MS).catch(() => {}); // so that it is known whether one may
    this.#waking ??= new Waking(
      () => this.#wake(),
      () => this.#connection?.checkNow(),
      () => this.#connection?.hangUp(),
    );
  }

  /**
   * Tries at once instead of at the next time, and looks whether a connection that seems to stand does. Done by itself when the page was
   * hidden or asleep, and when the network is back.
   */
  reconnectNow() {
    if (this.#timer !== null) {
      this.#timer.stop();
      this.#reconnect();
    } else if (this.#connection !== null) {
      this.#connection.checkNow();
      this.#channels.forEach((channel) => channel.enterNow());
    }
  }

  /** A server that has said when it wants to be tried again is not tried before. */
  #wake() {
    if (performance.now() >= this.#notBefore) {
      this.reconnectNow();
    }
  }

  /** Signs out: leaves everything, closes the connection. */
  close() {
    this.#generation++;
    this.#timer?.stop();
    this.#timer = null;
    const reason = new LivechatError('closed', 'You are signed out.');
    this.#become('closed', reason);
    this.#endChannels(null);
    this.#connection?.close();
  }

  /** @returns {Promise<{channel_id: string, freq: string, name: string, mode: 'ptt' | 'conference', member_count: number, capacity: number, created_at: number}[]>} by frequency */
  channels() {
    return this.#use().request(Op.CHANNEL_LIST);
  }

  /**
   * A recording that an entry of `history('bursts')` names.
   *
   * @param {string} id one of its `recordings`
   * @param {AbortSignal} [signal] ends the request
   * @returns {Promise<Blob>} Ogg Opus, to be played by an `audio` element
   * @throws {LivechatError} not-recorded, invalid-token as when it has expired, access-denied, rate-limited, unreachable
   */
  recording(id, signal) {
    return this.#recordings.file(id, signal);
  }

  /** One channel, as in {@link channels}, with its `peers`. */
  channel(id) {
    return this.#use().request(Op.CHANNEL_INFO, { channel_id: id });
  }

  /** @param {{channel_id: string, freq: string, channel_name: string, mode?: 'ptt' | 'conference', capacity?: number}} channel */
  createChannel(channel) {
    return this.#use().request(Op.CHANNEL_CREATE, channel);
  }

  deleteChannel(id) {
    return this.#use().request(Op.CHANNEL_DELETE, { channel_id: id });
  }

  /**
   * Joins a channel. Media connects by itself; `useMicrophone` of the result makes talking possible.
   *
   * @param {string} id
   * @param {{mode?: 'ptt' | 'conference', listenOnly?: boolean, voiceProcessing?: boolean, remoteVoices?: number,
   *   remoteVideos?: number}} [options] `mode`: as the channel list says; asked for if left out
   * @returns {Promise<JoinedChannel>}
   * @throws {LivechatError} channel-full, channel-not-found, access-denied, already-joined, offer-refused, media-failed
   */
  async join(id, { mode, ...options } = {}) {
    if (this.#channels.has(id)) {
      throw new LivechatError('already-joined', 'You are in this channel already.');
    }
    const channel = new JoinedChannel({
      ...this.#shape,
      ...options,
      id,
      mode: mode ?? (await this.channel(id)).mode,
      connection: () => this.#use(),
      suspect: () => this.#connection?.overtake(),
      ice: this.#ice,
      messageLimit: () => this.messageLimit,
      self: this.user,
    });
    this.#channels.set(id, channel);
    channel.addEventListener('closed', () => this.#channels.delete(id));
    try {
      await channel.enter();
      return channel;
    } catch (error) {
      const refused = typeof error.number === 'number';
      if (refused) {
        channel.end(null);
      } else {
        channel.leave(); // the server's answer is late or lost, or media failed here, and it has us as a member
      }
      throw error;
    }
  }

  #use() {
    if (this.#connection === null) {
      throw this.#state.error ?? new LivechatError('closed', 'Not connected: call connect() first.');
    }
    return this.#connection;
  }

  async #open(patienceMs) {
    const connection = new Connection(this.#who, {
      packet: (op, d) => this.#channels.get(d.channel_id)?.receive(op, d),
      lost: (reason) => this.#become('resuming', isOffline() ? offline() : reason),
      resumed: (session) => {
        this.#ice.told(session);
        this.#become('ready');
      },
      renewed: (session) => this.#renewed(session),
      // a server that has ended the session has ended its media
      stands: () => [...this.#channels.values()].some(({ mediaState }) => mediaState === 'connected'),
      closed: (reason) => this.#lost(reason),
    });
    const session = await connection.open(patienceMs);
    if (this.#state.state === 'closed') {
      connection.close();
      throw this.#state.error;
    }
    this.#connection = connection;
    this.#begun(session);
  }

  #begun(session) {
    this.#ice.told(session);
    this.#messageLimit = session.message_bytes ?? MESSAGE_LIMIT_BYTES;
    this.#readyAt = performance.now();
    this.#awaySince = null;
    this.#become('ready');
  }

  /** The session before is gone, with all that it was in. */
  #renewed(session) {
    this.#suspendChannels();
    this.#begun(session);
    this.#enterChannels();
  }

  #lost(reason) {
    this.#connection = null;
    if (this.#state.state === 'closed') {
      return;
    }
    if (reason.fatal) {
      this.#become('closed', reason);
      this.#endChannels(reason);
    } else {
      this.#suspendChannels();
      this.#attempts = performance.now() - this.#readyAt > STABLE_MS ? 0 : this.#attempts;
      this.#retryLater(reason);
    }
  }

  #retryLater(failure) {
    const now = performance.now();
    this.#awaySince ??= now;
    const long = now - this.#awaySince > LONG_AWAY_MS;
    this.#notBefore = now + (failure.retryAfter ?? 0);
    const pause = pauseBefore(this.#attempts++, long ? LONG_PAUSE_AT_MOST_MS : PAUSE_AT_MOST_MS, failure);
    this.#timer = after(pause, () => this.#reconnect());
    const told = this.#state.error?.code === 'restarting' && failure.code === 'unreachable' && !long;
    if (isOffline()) {
      this.#become('offline', offline(), now + pause);
    } else {
      this.#become('waiting', told ? this.#state.error : failure, now + pause);
    }
  }

  async #reconnect() {
    this.#timer = null;
    this.#become('connecting', this.#state.error);
    const generation = this.#generation;
    try {
      await this.#door.knock(KNOCK_MS);
      if (generation !== this.#generation) {
        return; // closed meanwhile, and perhaps connected again
      }
      await this.#open(TRY_MS);
      await this.#enterChannels();
    } catch (error) {
      if (this.#state.state === 'closed' || generation !== this.#generation) {
        return;
      }
      if (error.fatal) {
        this.#become('closed', error);
        this.#endChannels(error);
      } else {
        this.#retryLater(error);
      }
    }
  }

  #suspendChannels() {
    for (const channel of this.#channels.values()) {
      channel.suspend();
    }
  }

  /** Each tries again by itself where it has to. */
  #enterChannels() {
    return Promise.all([...this.#channels.values()].map((channel) => channel.enterAgain()));
  }

  #endChannels(reason) {
    for (const channel of [...this.#channels.values()]) {
      channel.end(reason);
    }
  }

  #become(state, error = null, retryAt = null) {
    this.#state = { state, error, retryAt };
    if (state === 'closed') {
      this.#waking?.stop();
      this.#waking = null;
    }
    this.dispatchEvent(new CustomEvent('state', { detail: this.#state }));
  }
}

/** Where it is not said the network is believed in. */
function isOffline() {
  return globalThis.navigator?.onLine === false;
}

function ownServer() {
  const url = new URL('ws', globalThis.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.search = '';
  url.hash = '';
  return url.href;
}
