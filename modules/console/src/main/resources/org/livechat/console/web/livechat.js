/**
 * The livechat client library: push-to-talk and conference channels from a browser, without any user interface.
 * See docs/client-library.md.
 */
import { MESSAGE_LIMIT_BYTES, Op } from './protocol.js';
import { Connection } from './connection.js';
import { IceServers } from './ice-servers.js';
import { JoinedChannel } from './channel.js';
import { LivechatError } from './errors.js';

export { LivechatError, JoinedChannel, Op };
export { canShareScreen } from './capture.js';

const RECONNECT_FIRST_MS = 500;
const RECONNECT_AT_MOST_MS = 15_000;
/** A connection that was up for less does not make the pauses short again. */
const STABLE_MS = 10_000;
const REMOTE_VOICES = 6;
const REMOTE_VIDEOS = 6;

/**
 * One user's session with a server. It stays connected, or tries to be, until it is told otherwise: when the connection is lost it comes
 * back to the session, in which all goes on; when that takes too long it opens another one, with growing pauses, and joins the channels again.
 *
 * Event: `state`, a CustomEvent with detail `{state, error, retryAt}`; state is 'connecting', 'ready', 'resuming' (the connection is lost, the
 * session is not: media, floor and channels go on, and what is asked for meanwhile is asked when it is back), 'waiting' (for
 * the next attempt at `retryAt`, as performance.now()) or 'closed'; `error` says why it is resuming, waiting or closed.
 */
export class LivechatClient extends EventTarget {
  #who;
  #shape;
  #ice;
  #connection = null;
  #channels = new Map();
  #attempts = 0;
  #readyAt = 0;
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
    this.#who = { user, token, priority, url };
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
  }

  /** Tries at once instead of at the next time, as when the network is back. */
  reconnectNow() {
    if (this.#state.state === 'waiting') {
      clearTimeout(this.#timer);
      this.#reconnect();
    } else if (this.#state.state === 'resuming') {
      this.#connection.resumeNow();
    }
  }

  /** Signs out: leaves everything, closes the connection. */
  close() {
    clearTimeout(this.#timer);
    const reason = new LivechatError('closed', 'You are signed out.');
    this.#become('closed', reason);
    this.#endChannels(null);
    this.#connection?.close();
  }

  /** @returns {Promise<{channel_id: string, freq: string, name: string, mode: 'ptt' | 'conference', member_count: number, capacity: number, created_at: number}[]>} by frequency */
  channels() {
    return this.#use().request(Op.CHANNEL_LIST);
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
      this.#channels.delete(id);
      throw error;
    }
  }

  #use() {
    if (this.#connection === null) {
      throw this.#state.error ?? new LivechatError('closed', 'Not connected: call connect() first.');
    }
    return this.#connection;
  }

  async #open() {
    const connection = new Connection(this.#who, {
      packet: (op, d) => this.#channels.get(d.channel_id)?.receive(op, d),
      lost: (reason) => this.#become('resuming', reason),
      resumed: (session) => {
        this.#ice.told(session);
        this.#become('ready');
      },
      renewed: (session) => this.#renewed(session),
      closed: (reason) => this.#lost(reason),
    });
    const session = await connection.open();
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

  #retryLater(reason) {
    const pause = Math.min(RECONNECT_AT_MOST_MS, RECONNECT_FIRST_MS * 2 ** this.#attempts++);
    const delay = pause * (0.75 + Math.random() / 2); // so that a thousand clients do not return in one instant
    this.#timer = setTimeout(() => this.#reconnect(), delay);
    this.#become('waiting', reason, performance.now() + delay);
  }

  async #reconnect() {
    this.#become('connecting', this.#state.error);
    try {
      await this.#open();
      await this.#enterChannels();
    } catch (error) {
      if (this.#state.state === 'closed') {
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
    this.dispatchEvent(new CustomEvent('state', { detail: this.#state }));
  }
}

function ownServer() {
  const url = new URL('ws', globalThis.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.search = '';
  url.hash = '';
  return url.href;
}
