import { Op } from './protocol.js';
import { LivechatError } from './errors.js';
import { ChannelMedia } from './media.js';
import { Floor } from './floor.js';
import { openCamera, openMicrophone } from './capture.js';

const MEDIA_RETRY_AT_MOST_MS = 15_000;

/**
 * A channel that this client is in; made by {@link LivechatClient#join}. It survives a lost connection: the client
 * joins it again. Events (all `CustomEvent`, payload in `detail`):
 *
 * - `floor` {@link import('./floor.js').FloorView}, at every change; `granted` `{duration}` in ms;
 *   `denied` `{reason, cause}`; `revoked` `{cause, number}` with cause as in FLOOR_REVOKE, or `lost`, `queue_cleared`
 * - `members` string[], the users in it; `message` `{message_id, author_id, content, timestamp}`; `updated` `{channel_name, capacity}`
 * - `online`, `offline`: the server has this client in the channel, or not, as while the connection is down
 * - `media` 'connecting' | 'connected' | 'failed' | 'none'; `slots` {@link import('./media.js').Slot}[]
 * - `error` LivechatError, of something asked for without a promise; `closed` LivechatError or null, the last one
 */
export class JoinedChannel extends EventTarget {
  #connection;
  #self;
  #shape;
  #media = null;
  #floor;
  #members = new Map();
  #slots = [];
  #mediaState = 'none';
  #microphone = null;
  #camera = null;
  #options;
  #failures = 0;
  #retry = null;
  #online = false;
  #over = false;

  /** Used by LivechatClient alone. */
  constructor({ id, mode, connection, self, remoteSlots, ...options }) {
    super();
    this.id = id;
    this.mode = mode;
    this.#connection = connection;
    this.#self = self;
    this.#shape = { conference: mode === 'conference', remoteSlots };
    this.#options = options;
    this.#floor = new Floor(
      self,
      (op, fields, onError) => this.#notify(op, fields, onError),
      async (open) => this.#media?.gate(open),
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

  /** @returns {import('./media.js').Slot[]} */
  get slots() {
    return this.#slots;
  }

  get mediaState() {
    return this.#mediaState;
  }

  /** Whether the server has us in the channel now; `online` and `offline` events tell of changes. */
  get online() {
    return this.#online;
  }

  /** The open microphone or camera, or null. */
  get microphone() {
    return this.#microphone;
  }

  get camera() {
    return this.#camera;
  }

  /** Joins, or joins again with a new media connection. Used by LivechatClient alone. */
  async enter() {
    clearTimeout(this.#retry);
    this.#media?.close();
    this.#floor.reset();
    const media = new ChannelMedia(this.#shape, (state) => this.#mediaIs(media, state));
    this.#media = media;
    try {
      await Promise.all([media.attach('audio', this.#microphone), media.attach('video', this.#camera)]);
      const offer = await media.offer();
      const joined = await this.#request(Op.CHANNEL_JOIN, { ...offer, listen_only: this.#options.listenOnly || undefined });
      this.mode = joined.mode;
      this.#members = new Map(joined.active_members.map((member) => [member.user_id, member.ssrc]));
      this.#setOnline(true);
      this.#emit('members', this.members);
      await this.#answered(media, joined.sdp_answer);
    } catch (error) {
      media.close();
      throw error;
    }
  }

  async #answered(media, sdpAnswer) {
    if (sdpAnswer === null) {
      this.#mediaIs(media, 'none');
      return;
    }
    await media.accept(sdpAnswer);
    const users = new Map(this.#slots.map((slot) => [slot.mid, slot.user]));
    this.#slots = media.slots().map((slot) => ({ ...slot, user: users.get(slot.mid) ?? null }));
    this.#emit('slots', this.#slots);
    if (this.#shape.conference) {
      await media.gate(this.#microphone !== null || this.#camera !== null);
    }
  }

  /**
   * Opens the microphone. In a conference it is heard at once; in a push-to-talk channel nothing is sent before the
   * floor is granted.
   *
   * @throws {LivechatError} insecure-context, device-missing, device-denied, device-busy
   */
  async useMicrophone() {
    if (this.#microphone?.readyState !== 'live') {
      const track = this.#unlessOver(await openMicrophone(this.#options));
      track.addEventListener('ended', () => this.#lost('microphone'));
      this.#microphone = track;
      await this.#attach('audio', track);
    }
  }

  /** Lets the microphone go, for a conference the same as being muted. */
  async dropMicrophone() {
    this.#microphone?.stop();
    this.#microphone = null;
    await this.#attach('audio', null);
  }

  /** Opens the camera; in a push-to-talk channel it is seen while this client talks. */
  async useCamera() {
    if (this.#camera?.readyState !== 'live') {
      const track = this.#unlessOver(await openCamera());
      track.addEventListener('ended', () => this.#lost('camera'));
      this.#camera = track;
      await this.#attach('video', track);
    }
  }

  async dropCamera() {
    this.#camera?.stop();
    this.#camera = null;
    await this.#attach('video', null);
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
    return this.#request(Op.TRACK_SELECT, { mid, user_id: user });
  }

  /** Adds receive slots to a conference on the same connection. */
  async addSlots(count) {
    const media = this.#media;
    media.addSlots(count);
    const { sdp_offer } = await media.offer();
    const { sdp_answer } = await this.#request(Op.RENEGOTIATE, { sdp_offer });
    await this.#answered(media, sdp_answer);
  }

  /** The statistics of the media connection. */
  statistics() {
    return this.#media.statistics();
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
    this.#microphone?.stop();
    this.#camera?.stop();
    this.#emit('closed', reason);
  }

  /** The connection is gone; `enter` may follow. Used by LivechatClient alone. */
  suspend() {
    clearTimeout(this.#retry);
    this.#media?.close();
    this.#floor.reset();
    this.#setMediaState('none');
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
      case 'tracks': {
        const users = new Map((data?.slots ?? []).map((slot) => [slot.mid, slot.user_id]));
        this.#slots = this.#slots.map((slot) => ({ ...slot, user: users.has(slot.mid) ? users.get(slot.mid) : slot.user }));
        this.#emit('slots', this.#slots);
        break;
      }
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

  async #attach(kind, track) {
    await this.#media?.attach(kind, track);
    if (this.#shape.conference) {
      await this.#media?.gate(this.#microphone !== null || this.#camera !== null);
    }
  }

  /** The person may have left while the browser asked for permission. */
  #unlessOver(track) {
    if (this.#over) {
      track.stop();
      throw new LivechatError('closed', 'The channel was left.');
    }
    return track;
  }

  #lost(device) {
    this.releaseFloor();
    this.#emit('error', new LivechatError('device-missing', `The ${device} was disconnected.`, { device }));
  }

  #mediaIs(media, state) {
    if (media !== this.#media || this.#over) {
      return;
    }
    this.#setMediaState(state);
    if (state === 'connected') {
      this.#failures = 0;
    } else if (state === 'failed') {
      this.#floor.release();
      const delay = Math.min(MEDIA_RETRY_AT_MOST_MS, 500 * 2 ** this.#failures++);
      this.#retry = setTimeout(() => this.#again(), delay);
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

  #setMediaState(state) {
    if (state !== this.#mediaState) {
      this.#mediaState = state;
      this.#emit('media', state);
    }
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
