import { Op } from './protocol.js';
import { LivechatError } from './errors.js';
import { Floor } from './floor.js';
import { Devices } from './devices.js';
import { MediaLink } from './media-link.js';

/**
 * A channel that this client is in; made by {@link LivechatClient#join}. It survives a lost connection: the client
 * joins it again. Events (all `CustomEvent`, payload in `detail`):
 *
 * - `floor` {@link import('./floor.js').FloorView}, at every change; `granted` `{duration}` in ms;
 *   `denied` `{reason, cause}`; `revoked` `{cause, number}` with cause as in FLOOR_REVOKE, or `lost`, `queue_cleared`
 * - `members` string[], the users in it; `message` `{message_id, author_id, content, timestamp}`; `updated` `{channel_name, capacity}`
 * - `draining` `{limit_ms}`: the server is about to stop; who talks may finish within that time, and nothing new begins;
 *   `undrained`: it does not stop after all
 * - `online`, `offline`: the server has this client in the channel, or not, as while the connection is down
 * - `media` 'connecting' | 'connected' | 'failed' | 'none'; `slots` {@link import('./receive-slots.js').Slot}[]
 * - `screen` MediaStreamTrack or null: this client's own, also when the person ends it in the browser's bar
 * - `error` LivechatError, of something asked for without a promise; `closed` LivechatError or null, the last one
 */
export class JoinedChannel extends EventTarget {
  #connection;
  #self;
  #floor;
  #members = new Map();
  #devices;
  #link;
  #listenOnly;
  #online = false;
  #over = false;

  /** Used by LivechatClient alone. */
  constructor({ id, mode, connection, self, remoteVoices, remoteVideos, listenOnly, ...options }) {
    super();
    this.id = id;
    this.mode = mode;
    this.#connection = connection;
    this.#self = self;
    this.#listenOnly = listenOnly || undefined;
    this.#devices = new Devices(
      options,
      (kind) => this.#link.attach(kind),
      (device) => this.#lost(device),
    );
    this.#link = new MediaLink(
      { conference: mode === 'conference', remoteVoices, remoteVideos },
      (kind) => this.#devices.sent(kind),
      async (op, fields) => this.#request(op, fields),
      {
        state: (state) => this.#mediaIs(state),
        slots: () => this.#emit('slots', this.slots),
        again: () => this.#again(),
        error: (error) => this.#emit('error', error),
      },
    );
    this.#floor = new Floor(
      self,
      (op, fields, onError) => this.#notify(op, fields, onError),
      (open) => this.#link.gate(open),
      (type, detail) => this.#emit(type, detail),
    );
  }

  /** @returns {import('./floor.js').FloorView} */
  get floor() {
    return this.#floor.view;
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

  /** Whether the server has us in the channel now; `online` and `offline` events tell of changes. */
  get online() {
    return this.#online;
  }

  /** The open microphone, camera or screen, or null. */
  get microphone() {
    return this.#devices.microphone;
  }

  get camera() {
    return this.#devices.camera;
  }

  get screen() {
    return this.#devices.screen;
  }

  /** Joins, or joins again with a new media connection. Used by LivechatClient alone. */
  enter() {
    this.#floor.reset();
    return this.#link.connect(async (offer) => {
      const joined = await this.#request(Op.CHANNEL_JOIN, { ...offer, listen_only: this.#listenOnly });
      this.mode = joined.mode;
      this.#members = new Map(joined.active_members.map((member) => [member.user_id, member.ssrc]));
      this.#setOnline(true);
      this.#emit('members', this.members);
      return joined.sdp_answer;
    });
  }

  /**
   * Opens the microphone. In a conference it is heard at once; in a push-to-talk channel nothing is sent before the
   * floor is granted.
   *
   * @throws {LivechatError} insecure-context, device-missing, device-denied, device-busy
   */
  useMicrophone() {
    return this.#devices.useMicrophone();
  }

  /** Lets the microphone go, for a conference the same as being muted. */
  dropMicrophone() {
    return this.#devices.drop('microphone');
  }

  /** Opens the camera; in a push-to-talk channel it is seen while this client talks. */
  useCamera() {
    return this.#devices.useCamera();
  }

  dropCamera() {
    return this.#devices.drop('camera');
  }

  /**
   * Shares a screen, a window or a tab that the person chooses; it is seen in place of the camera.
   *
   * @throws {LivechatError} as useMicrophone; device-denied also when the person chooses nothing
   */
  async useScreen() {
    await this.#devices.useScreen();
    this.#emit('screen', this.screen);
  }

  async dropScreen() {
    await this.#devices.drop('screen');
    this.#emit('screen', null);
  }

  /**
   * Asks for the floor; what comes of it is told by `floor`, `granted`, `denied` and `error`.
   *
   * @param {{indicator?: 'normal' | 'broadcast' | 'imminent_peril' | 'emergency', priority?: number}} [options]
   */
  requestFloor(options) {
    this.#floor.request(options);
  }

  /** Gives the floor back, or the place in the queue. */
  releaseFloor() {
    this.#floor.release();
  }

  /** Writes a message; it comes back as a `message` event, as everybody's. */
  say(content) {
    this.#notify(Op.MESSAGE_CREATE, { content }, (error) => this.#emit('error', error));
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

  /** The statistics of the media connection. */
  statistics() {
    return this.#link.statistics();
  }

  /** Leaves the channel. */
  async leave() {
    this.end(null);
    await this.#request(Op.CHANNEL_LEAVE).catch(() => {}); // gone already: that is what was wanted
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
    this.#link.close();
    this.#floor.reset();
    this.#setOnline(false);
  }

  /** Takes a packet of the server. Used by LivechatClient alone. */
  receive(op, d) {
    if (op >= Op.FLOOR_GRANTED && op <= Op.FLOOR_PONG) {
      this.#floor.receive(op, d);
    } else if (op === Op.MESSAGE_EVENT) {
      this.#emit('message', d);
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
      case 'tracks':
        this.#link.told(data?.slots ?? []);
        break;
      default: // an extension that this client does not know
    }
  }

  #request(op, fields) {
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
      this.dropScreen();
      return;
    }
    this.releaseFloor();
    this.#emit('error', new LivechatError('device-missing', `The ${device} was disconnected.`, { device }));
  }

  #mediaIs(state) {
    this.#emit('media', state);
    if (state === 'failed') {
      this.#floor.release();
    }
  }

  async #again() {
    try {
      await this.#request(Op.CHANNEL_LEAVE).catch(() => {}); // the server may have ended the membership itself
      await this.enter();
    } catch (error) {
      if (error.code !== 'unreachable' && error.code !== 'closed') {
        this.end(error);
      } // else the client joins again once it is connected
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
