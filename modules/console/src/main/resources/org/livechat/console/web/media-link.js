import { LivechatError } from './errors.js';
import { Op } from './protocol.js';
import { ChannelMedia } from './media.js';
import { WayWatch, wayTaken, waysOf } from './media-way.js';
import { pauseBefore } from './pauses.js';
import { ReceiveSlots } from './receive-slots.js';
import { HEARING, SilenceWatch } from './silence-watch.js';
import { after } from './timers.js';
import { VoiceLossWatch } from './voice-redundancy.js';

const RETRY_AT_MOST_MS = 5_000;
/** Between looking for another way and doing so again: each gives those before some time, and the network may be back any time. */
const RESTART_FIRST_MS = 1_000;
const RESTART_AT_MOST_MS = 5_000;
/** The server has no use for what is offered: the media that it had has ended, or never was. */
const GONE = new Set(['offer-refused', 'not-joined']);

/**
 * A channel's media over one connection after another: what is sent, and which slots carry whom, goes on when a connection
 * was lost or has failed. Only this side offers, and one offer at a time.
 */
export class MediaLink {
  #shape;
  #ice;
  #sent;
  #request;
  #on;
  #media = null;
  #state = 'none';
  #slots = new ReceiveSlots();
  #negotiating = Promise.resolve();
  #heights = new Map();
  #barred = false;
  #failures = 0;
  #retry = null;
  #restarts = 0;
  #search = 0;
  #asking = false;
  #voiceLoss = null;
  #silence = null;
  #hearing = null;
  #heard = null;
  #watch;

  /**
   * @param {{conference: boolean, remoteVoices: number, remoteVideos: number}} shape
   * @param {import('./ice-servers.js').IceServers} ice ways to the server
   * @param {(kind: 'audio' | 'video') => MediaStreamTrack | null} sent what is to be sent on a line
   * @param {(op: number, fields: object) => Promise<any>} request asks the server something about the channel
   * @param {object} on
   * @param {(state: 'connecting' | 'connected' | 'restarting' | 'failed' | 'none') => void} on.state it has changed
   * @param {(way: import('./media-way.js').MediaWay) => void} on.way the way to the server, or what is known of it, has changed
   * @param {() => void} on.slots they carry others, or are others
   * @param {() => void} on.silent what is sent is not answered any more: whatever else goes the same way may be lost, too
   * @param {() => void} on.again time to connect anew, behind a failure
   * @param {(error: LivechatError) => void} on.error of something that nobody waits for
   */
  constructor(shape, ice, sent, request, on) {
    this.#shape = shape;
    this.#ice = ice;
    this.#sent = sent;
    this.#request = request;
    this.#on = on;
    this.#watch = new WayWatch(on.way);
  }

  get state() {
    return this.#state;
  }

  /** @returns {import('./media-way.js').MediaWay} */
  get way() {
    return this.#watch.way;
  }

  /** @returns {import('./receive-slots.js').Slot[]} */
  get slots() {
    return this.#slots.list;
  }

  /**
   * Connects, or connects anew.
   *
   * @param {(offer: object) => Promise<string | null>} join takes an offer to the server and returns the answer
   */
  connect(join) {
    const connecting = this.#connect(join);
    this.#negotiating = connecting.catch(() => {}); // told to who waits for `connect`
    return connecting;
  }

  async #connect(join) {
    this.#letGo();
    this.#slots.reset();
    if (!this.#ice.suffices) {
      throw new LivechatError('media-failed', 'Media may only go through a relay here, and the server has none.');
    }
    this.#become('connecting');
    const media = new ChannelMedia(this.#shape, this.#ice.configuration, (state) => this.#mediaIs(media, state));
    this.#media = media;
    this.#voiceLoss = new VoiceLossWatch(
      () => media.voiceStatistics(),
      (bad) => this.#repeatVoice(media, bad),
    );
    this.#silence = new SilenceWatch(
      () => media.voiceStatistics(),
      (silent) => this.#answers(media, !silent),
      () => media.isToldOfArrivals,
    );
    this.#hearing = new SilenceWatch(
      () => media.heardStatistics(),
      (silent) => this.#answers(media, !silent),
      () => false,
      HEARING,
    );
    if (this.#heard !== null) {
      this.#hearing.start();
    }
    try {
      await Promise.all(['audio', 'video'].map((kind) => media.attach(kind, this.#sent(kind))));
      media.reach(await this.#ice.fresh());
      await this.#answered(media, await this.#asked(media, join));
    } catch (error) {
      media.close();
      if (media === this.#media && this.#isAlive) {
        this.#become('failed', error); // whether it is tried again is decided by who waits for `connect`
      }
      throw error;
    }
  }

  async #asked(media, join) {
    this.#asking = true;
    try {
      return await join(await media.offer());
    } finally {
      if (media === this.#media) {
        this.#asking = false; // else the next connection asks
      }
    }
  }

  async #answered(media, sdpAnswer) {
    if (sdpAnswer === null) {
      this.#mediaIs(media, 'none');
      return;
    }
    this.#watch.tries(waysOf(sdpAnswer, this.#ice.configuration, this.#ice.hasRelay));
    await media.accept(sdpAnswer);
    this.#slots.negotiated(media.lines());
    this.#on.slots();
    await this.#openConference();
  }

  /** Puts what is sent on a line in place. */
  async attach(kind) {
    const media = this.#media;
    try {
      await media?.attach(kind, this.#sent(kind));
    } catch (error) {
      if (!media.isClosed) {
        throw error; // else the next connection begins with it
      }
    }
    await this.#openConference();
  }

  /** Nobody asks for the floor of a conference: what there is to send is sent, unless an operator has muted this client. */
  async #openConference() {
    if (this.#shape.conference) {
      await this.gate(!this.#barred && (this.#sent('audio') !== null || this.#sent('video') !== null));
    }
  }

  /** While this is on the server relays nothing of a conference's, so that nothing is sent. */
  async bar(on) {
    this.#barred = on;
    if (this.#isAlive) {
      await this.#openConference(); // else the next connection begins with it
    }
  }

  /** Lets media out, or stops it. */
  async gate(open) {
    this.#silence?.[open ? 'start' : 'stop']();
    if (open && this.#media?.canRepeatVoice) {
      this.#voiceLoss.start();
    } else {
      this.#voiceLoss?.stop();
    }
    await this.#media?.gate(open);
  }

  /** Somebody else has the floor, so that there is something to hear; or by null, nobody has any more. */
  hear(talker) {
    if (talker !== this.#heard) {
      this.#heard = talker;
      this.#hearing?.[talker === null ? 'stop' : 'start']();
    }
  }

  /** In the order of what is negotiated. */
  #repeatVoice(media, repeats) {
    const done = this.#negotiating.then(() => media === this.#media && this.#isAlive && media.repeatVoice(repeats));
    this.#negotiating = done.catch(() => media.withdraw()).catch(() => {}); // the voice goes on as it did
  }

  /** Shows a user's stream in a receive slot, or with null frees the slot. */
  async pin(mid, user) {
    const before = this.#slots.pins;
    this.#slots.pin(mid, user); // before the answer: whatever is said of the slot meanwhile says this, too
    try {
      await this.#select(mid, user);
    } catch (refused) {
      if ((this.#slots.pins.get(mid) ?? null) === user) {
        this.#slots.pin(mid, before.get(mid) ?? null);
      }
      throw refused;
    } finally {
      this.#on.slots();
    }
  }

  /** Says how high a slot's picture is shown, in the screen's pixels, or that it is not to be seen, by 0. */
  showAt(mid, height) {
    if (this.#heights.get(mid) !== height) {
      this.#heights.set(mid, height);
      if (this.#state === 'connected') {
        this.#select(mid, this.#slots.pins.get(mid) ?? null).catch(this.#on.error);
      }
    }
  }

  /** Each request says all there is to say of a slot. */
  #select(mid, user) {
    return this.#request(Op.TRACK_SELECT, { mid, user_id: user, height: this.#heights.get(mid) });
  }

  /**
   * The server has ended a connection, which this side may not have noticed: a new one is made. What comes before the answer to an offer is
   * about the connection before.
   */
  ended() {
    if (this.#isAlive && !this.#asking) {
      this.#media.close(); // an answer that is on its way does not bring it back: the server has forgotten its keys
      this.#mediaIs(this.#media, 'failed');
    }
  }

  /** Does not wait for the next try. */
  tryNow() {
    this.#retry?.now();
  }

  /** Takes a `tracks` event. */
  told(slots) {
    this.#slots.told(slots);
    this.#on.slots();
  }

  /** Changes how many others are seen at once, in the order of the calls. */
  receiveVideos(count) {
    const changed = this.#negotiating.then(() => this.#receiveVideos(count));
    this.#negotiating = changed.catch(() => {}); // told to who called
    return changed;
  }

  async #receiveVideos(count) {
    this.#shape.remoteVideos = count;
    if (!this.#isAlive) {
      return; // the next connection begins with it
    }
    const { pins } = this.#slots;
    this.#media.receiveVideos(count, (mid) => pins.has(mid));
    await this.#offerAgain(this.#media);
  }

  /**
   * Looks for another way to the server, as when the network has changed: the connection, the floor and the slots stay. In the
   * order of the calls, as all that is negotiated.
   */
  restart() {
    const media = this.#media;
    const restarted = this.#negotiating.then(() => this.#isAlive && media === this.#media && this.#offerAgain(media, { restart: true }));
    this.#negotiating = restarted.catch(() => {}); // told to who called
    return restarted;
  }

  get #isAlive() {
    return this.#state === 'connected' || this.#state === 'connecting' || this.#state === 'restarting';
  }

  async #offerAgain(media, options) {
    try {
      media.reach(await this.#ice.fresh());
      const { sdp_offer } = await media.offer(options);
      const { sdp_answer } = await this.#request(Op.RENEGOTIATE, { sdp_offer });
      await this.#answered(media, sdp_answer);
    } catch (error) {
      await media.withdraw();
      throw error;
    }
  }

  /** The statistics of the connection. */
  statistics() {
    return this.#media.statistics();
  }

  /** The connection is given up; `connect` may follow. */
  close() {
    this.#letGo();
    this.#become('none');
  }

  #letGo() {
    this.#retry?.stop();
    this.#voiceLoss?.stop();
    this.#silence?.end();
    this.#hearing?.end();
    this.#media?.close();
  }

  #mediaIs(media, state) {
    if (media !== this.#media) {
      return;
    }
    if (state === 'interrupted') {
      this.#interrupted(media);
      return;
    }
    this.#retry?.stop();
    this.#become(state);
    if (state === 'connected') {
      this.#failures = 0;
      this.#selectAgain();
      this.#seeWay(media);
    } else if (state === 'failed') {
      this.#voiceLoss.stop();
      this.#silence.end();
      this.#hearing.end();
      this.#later(pauseBefore(this.#failures++, RETRY_AT_MOST_MS), this.#on.again);
    }
  }

  /** Something comes of what is sent, or said by others, or no longer, which is known before the browser says anything. */
  #answers(media, answered) {
    if (answered && this.#state === 'restarting' && media.isConnected) {
      this.#mediaIs(media, 'connected');
    } else if (!answered && this.#state === 'connected' && media === this.#media) {
      this.#on.silent();
      this.#interrupted(media);
    }
  }

  async #seeWay(media) {
    const statistics = await media.statistics();
    if (media === this.#media) {
      this.#watch.over(wayTaken(statistics));
    }
  }

  #later(pause, act) {
    const now = () => {
      this.#retry.stop();
      act();
    };
    const timer = after(pause, now);
    this.#retry = {
      now,
      stop: () => {
        timer.stop();
        this.#retry = null;
      },
    };
  }

  /** The way to the server is lost. What is negotiated and keyed is not: it goes on over the next way, or the same when it is back. */
  #interrupted(media) {
    if (this.#state !== 'restarting') {
      this.#restarts = 0;
      this.#become('restarting');
      this.#lookForAnother(media, ++this.#search);
    }
  }

  /** @param {number} search a later one has begun where this is not the last, and the way was there in between */
  async #lookForAnother(media, search) {
    try {
      await this.restart();
    } catch (error) {
      if (GONE.has(error.code)) {
        this.#mediaIs(media, 'failed');
        return;
      }
    }
    if (media === this.#media && this.#state === 'restarting' && search === this.#search) {
      const delay = Math.min(RESTART_AT_MOST_MS, RESTART_FIRST_MS * 2 ** this.#restarts++) * (0.75 + Math.random() / 2);
      this.#later(delay, () => this.#lookForAnother(media, search));
    }
  }

  /** A new connection has the same slots, and the server knows neither of pins in them nor of how they are shown. */
  #selectAgain() {
    const { pins } = this.#slots;
    for (const { mid } of this.#slots.list) {
      if (pins.has(mid) || this.#heights.has(mid)) {
        this.#select(mid, pins.get(mid) ?? null).catch(this.#on.error);
      }
    }
  }

  /** @param {LivechatError} [reason] where another than the network's */
  #become(state, reason) {
    if (state !== this.#state) {
      this.#state = state;
      this.#watch.is(state, reason);
      this.#on.state(state);
    }
  }
}
