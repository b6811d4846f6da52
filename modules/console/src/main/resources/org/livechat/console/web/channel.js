import { Op } from './protocol.js';
import { LivechatError } from './errors.js';
import { Floor } from './floor.js';
import { Devices } from './devices.js';
import { EnteringAgain } from './entering-again.js';
import { MediaLink } from './media-link.js';
import { Outbox } from './outbox.js';

/**
 * A channel that this client is in; made by {@link LivechatClient#join}. It survives a lost connection: the client
 * joins it again. Events (all `CustomEvent`, payload in `detail`):
 *
 * - `floor` {@link import('./floor.js').FloorView}, at every change; `granted` `{duration}` in ms;
 *   `denied` `{reason, cause}`; `revoked` `{cause, number}` with cause as in FLOOR_REVOKE, or `lost`, `queue_cleared`
 * - `members` string[], the users in it; `message` `{message_id, author_id, content, timestamp}`; `updated` `{channel_name, capacity}`
 * - `muted` boolean: an operator lets this client talk no more, or again; it is told anew after joining again. A turn, or a place in
 *   the queue, is over then, and in a conference nothing is sent
 * - `recorded` boolean: what is said here is recorded, or no more; it is told anew after joining again
 * - `draining` `{limit_ms}`: the server is about to stop; who talks may finish within that time, and nothing new begins;
 *   `undrained`: it does not stop after all
 * - `online`, `offline`: the server has this client in the channel, or not, as while the connection is down
 * - `waiting` LivechatError: joining again did not work for now, as in a channel that is full meanwhile; it is tried again
 * - `media` 'connecting' | 'connected' | 'restarting' | 'failed' | 'none'; `way` {@link import('./media-way.js').MediaWay}, how it reaches the
 *   server, or is to; `slots` {@link import('./receive-slots.js').Slot}[]
 * - `microphone`, `camera`, `screen` MediaStreamTrack or null: this client's own, also when it was taken away or the person ends it
 *   in the browser's bar
 * - `error` LivechatError, of something asked for without a promise; `closed` LivechatError or null, the last one
 */
export class JoinedChannel extends EventTarget {
  #connection;
  #messageLimit;
  #self;
  #floor;
  #members = new Map();
  #devices;
  #link;
  #outbox;
  #listenOnly;
  #online = false;
  #muted = false;
  #recorded = false;
  #over = false;
  #again;

  /** Used by LivechatClient alone. */
  constructor({ id, mode, connection, suspect, ice, messageLimit, self, remoteVoices, remoteVideos, listenOnly, ...options }) {
    super();
    this.id = id;
    this.mode = mode;
    this.#connection = connection;
    this.#messageLimit = messageLimit;
    this.#self = self;
    this.#listenOnly = listenOnly || undefined;
    this.#devices = new Devices(options, {
      send: (kind) => this.#link.attach(kind),
      changed: (device) => this.#emit(device, this.#devices.track(device)),
      lost: (device) => this.#lost(device),
    });
    this.#outbox = new Outbox(self, (op, fields, onError) => this.#notify(op, fields, onError));
    this.#link = new MediaLink(
      { conference: mode === 'conference', remoteVoices, remoteVideos },
      ice,
      (kind) => this.#devices.sent(kind),
      (op, fields) => this.#request(op, fields),
      {
        state: (state) => this.#mediaIs(state),
        way: (way) => this.#emit('way', way),
        slots: () => this.#emit('slots', this.slots),
        silent: suspect,
        again: () => this.#again.connect(),
        error: (error) => this.#emit('error', error),
      },
    );
    this.#again = new EnteringAgain({
      join: () => this.enter(),
      connect: () => this.#link.connect(async ({ sdp_offer }) => (await this.#request(Op.RENEGOTIATE, { sdp_offer })).sdp_answer),
      leave: () => this.#leave(),
      left: () => this.#setOnline(false),
      waits: (error) => this.#emit('waiting', error),
      refused: (error) => this.end(error),
    });
    this.#floor = new Floor(
      self,
      (op, fields, onError) => this.#notify(op, fields, onError),
      (open) => this.#link.gate(open),
      (type, detail) => this.#floorSays(type, detail),
    );
  }

  #floorSays(type, detail) {
    if (type === 'floor') {
      this.#link.hear(detail.talker === this.#self ? null : detail.talker);
    }
    this.#emit(type, detail);
  }

  /** @returns {import('./floor.js').FloorView} */
  get floor() {
    return this.#floor.view;
  }

  /** How many bytes of UTF-8 a message may have. */
  get messageLimit() {
    return this.#messageLimit();
  }

  /** The users in the channel, this one first. */
  get members() {
    return [this.#self, ...[...this.#members.keys()].filter((user) => user !== this.#self)];
  }

  /** @returns {import('./receive-slots.js').Slot[]} */
  get slots() {
    return this.#link.slots;
  }

  get mediaState() {
    return this.#link.state;
  }

  /** @returns {import('./media-way.js').MediaWay} */
  get mediaWay() {
    return this.#link.way;
  }

  /** Whether the server has us in the channel now; `online` and `offline` events tell of changes. */
  get online() {
    return this.#online;
  }

  /** Whether an operator has muted this client here. */
  get muted() {
    return this.#muted;
  }

  /** Whether what is said here is recorded, as the server said at joining. */
  get recorded() {
    return this.#recorded;
  }

  /** The open microphone, camera or screen, or null. */
  get microphone() {
    return this.#devices.track('microphone');
  }

  get camera() {
    return this.#devices.track('camera');
  }

  get screen() {
    return this.#devices.track('screen');
  }

  /** Joins, or joins again with a new media connection. Used by LivechatClient alone. */
  enter() {
    this.#floor.reset();
    this.#setMuted(false); // else the server says so
    this.#setRecorded(false); // as above
    return this.#link.connect(async (offer) => {
      const joined = await this.#request(Op.CHANNEL_JOIN, { ...offer, listen_only: this.#listenOnly });
      this.mode = joined.mode;
      this.#members = new Map(joined.active_members.map((member) => [member.user_id, member.ssrc]));
      this.#setOnline(true);
      this.#emit('members', this.members);
      return joined.sdp_answer;
    });
  }

  /** Joins again; where that does not work for now it is tried again by itself. Used by LivechatClient alone. */
  enterAgain() {
    return this.#again.join();
  }

  /**
   * Opens the microphone. In a conference it is heard at once; in a push-to-talk channel nothing is sent before the
   * floor is granted.
   *
   * @throws {LivechatError} insecure-context, device-missing, device-denied, device-busy, closed if it was let go meanwhile
   */
  useMicrophone() {
    return this.#devices.use('microphone');
  }

  /** Lets the microphone go, for a conference the same as being muted. */
  dropMicrophone() {
    return this.#devices.drop('microphone');
  }

  /** Opens the camera; in a push-to-talk channel it is seen while this client talks. */
  useCamera() {
    return this.#devices.use('camera');
  }

  dropCamera() {
    return this.#devices.drop('camera');
  }

  /**
   * Shares a screen, a window or a tab that the person chooses; it is seen in place of the camera.
   *
   * @throws {LivechatError} as useMicrophone; device-denied also when the person chooses nothing
   */
  useScreen() {
    return this.#devices.use('screen');
  }

  dropScreen() {
    return this.#devices.drop('screen');
  }

  /**
   * Asks for the floor; what comes of it is told by `floor`, `granted`, `denied` and `error`.
   *
   * @param {{indicator?: 'normal' | 'broadcast' | 'imminent_peril' | 'emergency', priority?: number}} [options]
   * @throws {LivechatError} closed, once the channel was left
   */
  requestFloor(options) {
    if (this.#over) {
      throw new LivechatError('closed', 'The channel was left.');
    }
    this.#floor.request(options);
  }

  /**
   * Gives the floor back, or the place in the queue.
   *
   * @param {{tail?: boolean}} [options] without the tail, which waits for what was said last, the microphone is shut at once
   */
  releaseFloor(options) {
    this.#floor.release(options);
  }

  /**
   * Writes a message; it comes back as a `message` event, as everybody's.
   *
   * @returns {Promise<void>} once the server has taken it
   * @throws {LivechatError} message-empty, message-too-long, rate-limited, not-joined, unreachable; timeout, after which nobody knows
   */
  say(content) {
    return this.#outbox.send(content);
  }

  /**
   * What was said here before, the latest first, a page at a time.
   *
   * @param {'messages' | 'bursts'} kind messages as in the `message` event; bursts `{user_id, indicator, started_at, duration, ending, epoch,
   *   sequence, recordings}` with Unix times and lengths in ms
   * @param {{before?: number, limit?: number}} [page] `before` of the page that follows the wanted one; 1 to 100 entries at most, 50 if left out
   * @returns {Promise<{entries: object[], before?: number, partial?: boolean, replay?: boolean}>} `partial`: some may be missing, since the
   *   server's disk fails; `replay`: this user may hear what is recorded here, and bursts have `recordings`, ids for
   *   {@link import('./livechat.js').LivechatClient#recording}, a second or two after their end
   * @throws {LivechatError} no-history, not-joined
   */
  history(kind, { before, limit } = {}) {
    return this.#request(Op.HISTORY, { kind, before, limit });
  }

  /** Shows a user's stream in a receive slot of a conference, whatever the loudness; null frees the slot. */
  pin(mid, user) {
    return this.#link.pin(mid, user);
  }

  /**
   * Says how high a receive slot's picture is shown, in the screen's pixels, 0 for not at all: the server sends no larger size of it
   * than that takes.
   */
  showAt(mid, height) {
    this.#link.showAt(mid, height);
  }

  /**
   * Changes how many others are seen at once in a conference, on the same connection. One change at a time, in the order
   * of the calls; only this side offers, so offers never cross.
   */
  receiveVideos(count) {
    return this.#link.receiveVideos(count);
  }

  /**
   * Looks for another way to the server over the network as it is now; members, floor and slots stay. Done by itself when the way is
   * lost; an application that learns of another network may be faster.
   */
  restartMedia() {
    return this.#link.restart();
  }

  /** The statistics of the media connection. */
  statistics() {
    return this.#link.statistics();
  }

  /** Leaves the channel. */
  async leave() {
    this.end(null);
    await this.#leave();
  }

  /** Does not wait for the next try to join again, or to find another way for media. Used by LivechatClient alone. */
  enterNow() {
    if (!this.#again.now()) {
      this.#link.tryNow();
    }
  }

  /** Ends it on this side. Used by LivechatClient alone. */
  end(reason) {
    if (this.#over) {
      return;
    }
    this.suspend();
    this.#over = true;
    this.#devices.end();
    this.#emit('closed', reason);
  }

  /** The connection is gone; `enter` may follow. Used by LivechatClient alone. */
  suspend() {
    this.#again.stop();
    this.#floor.reset();
    this.#link.close();
    this.#setOnline(false);
  }

  /** Takes a packet of the server. Used by LivechatClient alone. */
  receive(op, d) {
    if (op >= Op.FLOOR_GRANTED && op <= Op.FLOOR_PONG) {
      this.#floor.receive(op, d);
    } else if (op === Op.MESSAGE_EVENT) {
      this.#emit('message', d);
      this.#outbox.told(d);
    } else if (op === Op.CHANNEL_EVENT) {
      this.#event(d);
    }
  }

  #event({ event, member, data }) {
    switch (event) {
      case 'join':
        this.#members.set(member.user_id, member.ssrc);
        this.#emit('members', this.members);
        break;
      case 'leave':
        if (member.user_id === this.#self) {
          this.end(new LivechatError('channel-removed', 'An operator took you out of this channel.'));
        } else {
          this.#members.delete(member.user_id);
          this.#emit('members', this.members);
        }
        break;
      case 'update':
        this.#emit('updated', data ?? {});
        break;
      case 'delete':
        this.end(new LivechatError('channel-deleted', 'This channel was deleted.'));
        break;
      case 'drain':
        this.#emit('draining', data ?? {});
        break;
      case 'undrain':
        this.#emit('undrained', null);
        break;
      case 'mute':
      case 'unmute':
        this.#setMuted(event === 'mute');
        break;
      case 'recorded':
        this.#setRecorded(true);
        break;
      case 'media_ended':
        this.#link.ended();
        break;
      case 'tracks':
        this.#link.told(data?.slots ?? []);
        break;
      default: // an extension that this client does not know
    }
  }

  async #request(op, fields) {
    return this.#connection().request(op, { channel_id: this.id, ...fields });
  }

  #notify(op, fields, onError) {
    try {
      this.#connection().notify(op, { channel_id: this.id, ...fields }, onError);
    } catch (error) {
      onError?.(error); // not connected: what is released then is released by the server itself
    }
  }

  #lost(device) {
    if (device === 'screen') {
      return; // its event says so
    }
    if (device === 'microphone') {
      this.releaseFloor();
    }
    this.#emit('error', new LivechatError('device-missing', `The ${device} was disconnected.`, { device }));
  }

  #mediaIs(state) {
    this.#emit('media', state);
    this.#floor.mediaIs(state === 'restarting' ? 'connecting' : state);
  }

  /** Gone already, or not connected: that is what was wanted. */
  #leave() {
    return this.#request(Op.CHANNEL_LEAVE).catch(() => {});
  }

  #setMuted(muted) {
    if (muted !== this.#muted) {
      this.#muted = muted;
      this.#link.bar(muted);
      if (muted) {
        this.#floor.bar();
      }
      this.#emit('muted', muted);
    }
  }

  #setRecorded(recorded) {
    if (recorded !== this.#recorded) {
      this.#recorded = recorded;
      this.#emit('recorded', recorded);
    }
  }

  #setOnline(online) {
    if (online !== this.#online) {
      this.#online = online;
      this.#emit(online ? 'online' : 'offline', null);
    }
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
