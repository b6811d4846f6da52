import { Desk } from './desk.js';
import { DeviceButtons } from './device-buttons.js';
import { banner, byId } from './dom.js';
import { FloorTones } from './floor-tones.js';
import { LastHeard } from './last-heard.js';
import { MemberList } from './member-list.js';
import { Messages } from './messages.js';
import { choices, choose } from './settings.js';
import { showQuality } from './quality-mark.js';
import { QualityWatch } from './quality-watch.js';
import { SayAgain } from './say-again.js';
import { ScreenLock } from './screen-lock.js';
import { Speaker } from './speaker.js';
import { Stage } from './stage.js';
import { Tones } from './tones.js';
import { DRAINING_WORDS, deniedWords, revokedWords } from './words.js';

/** The joined channel on the page: stage, desk, members, messages. */
export class ChannelView {
  #channel = null;
  #listeners = null;
  #speaker = new Speaker(byId('sound'), () => this.#soundBlocked());
  #stage = new Stage(
    this.#speaker,
    (user, pinned) => this.#pin(user, !pinned),
    (mid, height) => this.#channel?.showAt(mid, height),
  );
  #members = new MemberList((user, pinned) => this.#pin(user, !pinned));
  #messages = new Messages();
  #again = new SayAgain(
    (words) => this.#desk.say(words),
    () => this.#heard.filter(),
  );
  #heard = new LastHeard(this.#again);
  #devices = new DeviceButtons((error) => this.#showError(error));
  #desk = new Desk(
    () => this.#devices.useMicrophone(),
    () => this.#resumeSound(),
  );
  #tones = new Tones(() => choices().tones);
  #floorTones = new FloorTones((tone) => this.#tones.play(tone));
  #screenLock = new ScreenLock();
  #quality = null;

  constructor() {
    byId('tile-count').onchange = (event) => this.#receiveVideos(Number(event.target.value));
  }

  get #conference() {
    return this.#channel?.mode === 'conference';
  }

  /**
   * @param {import('./channel.js').JoinedChannel} channel
   * @param {{freq: string, name: string}} summary
   * @param {(id: string, signal: AbortSignal) => Promise<Blob>} recording gives out what was recorded
   */
  open(channel, summary, recording) {
    this.#channel = channel;
    this.#listeners = new AbortController();
    const on = (type, run) => channel.addEventListener(type, (event) => run(event.detail), { signal: this.#listeners.signal });
    on('floor', () => this.#showFloor());
    on('granted', () => this.#granted());
    on('denied', (denial) => this.#over(deniedWords(denial)));
    on('revoked', (revocation) => this.#over(revokedWords(revocation)));
    on('members', () => this.#showMembers());
    on('message', (message) => this.#messages.show(message));
    on('updated', ({ channel_name: name }) => name && (byId('channel-name').textContent = name));
    on('way', () => this.#desk.show());
    on('online', () => this.#online());
    on('waiting', (error) => this.#desk.waits(error));
    on('muted', () => this.#desk.ended()); // what was said of a turn before is no news any more
    on('offline', () => this.#offline());
    on('recorded', (recorded) => (byId('channel-recorded').hidden = !recorded));
    on('draining', () => this.#drains(true));
    on('undrained', () => this.#drains(false));
    on('slots', () => this.#showSlots());
    for (const device of ['microphone', 'camera', 'screen']) {
      on(device, () => this.#showDevices());
    }
    on('error', (error) => this.#showError(error));

    byId('channel-freq').textContent = summary.freq;
    byId('channel-name').textContent = summary.name;
    byId('channel-recorded').hidden = !channel.recorded;
    byId('channel-mode').textContent = this.#conference ? 'Conference' : 'Push to talk';
    byId('talk').dataset.mode = channel.mode;
    byId('tile-choice').hidden = !this.#conference;
    byId('tile-count').value = String(choices().tiles);
    this.#messages.open(channel);
    this.#again.open(recording, (wanted) => this.#heard.latest(wanted));
    this.#heard.open(channel);
    this.#stage.open(channel);
    this.#devices.open(channel);
    this.#desk.open(channel);
    this.#tones.resume();
    this.#floorTones.open(channel.floor);
    this.#showSlots();
    this.#showMembers();
    this.#showFloor();
    this.#devices.useMicrophone();
    this.#quality = new QualityWatch(channel, (own, others) => this.#showQuality(own, others));
  }

  /** A channel is being joined, or is so no more. */
  expect(on) {
    this.#desk.expect(on);
  }

  /** The connection is lost, or it is back. */
  lost(now) {
    this.#desk.lost(now);
  }

  /** Shows what the person has chosen in the settings. */
  showChoices() {
    this.#desk.show();
  }

  /** Lets the person hear how loud tones are now. */
  showTones() {
    if (this.#channel !== null) {
      this.#tones.play('permit');
    }
  }

  close() {
    this.#listeners?.abort();
    this.#quality?.stop();
    showQuality(byId('own-quality'), '', null);
    this.#desk.close();
    this.#screenLock.want(false);
    this.#devices.close();
    this.#stage.close();
    this.#members.close();
    this.#again.close();
    this.#heard.close();
    this.#speaker.stop();
    this.#tones.stop();
    this.#channel = null;
    for (const key of ['sound', 'channel', 'drain']) {
      banner(key, null);
    }
  }

  #granted() {
    this.#floorTones.granted();
    this.#desk.granted();
  }

  /** A turn, or the wish for one, is over. That an operator has muted this user says why by itself. */
  #over(words) {
    this.#floorTones.refused();
    this.#desk.ended(this.#channel.muted ? null : words);
  }

  /** What was said while this page was away is read. */
  #online() {
    this.#desk.waits(null);
    this.#messages.read();
    this.#heard.read();
  }

  #offline() {
    this.#drains(false); // what comes of it is told by the connection
    this.#floorTones.away();
    this.#desk.ended();
  }

  #drains(on) {
    banner('drain', on ? DRAINING_WORDS : null);
    this.#desk.drains(on);
  }

  #showFloor() {
    const { floor } = this.#channel;
    this.#desk.show();
    this.#stage.showFloor(floor);
    this.#members.showTalker(floor.talker);
    this.#again.showFloor(floor);
    this.#heard.showFloor(floor);
    this.#floorTones.show(floor);
    this.#keepScreenOn();
  }

  /** While this person talks, waits for a turn, or can be heard in a conference. */
  #keepScreenOn() {
    const { floor, microphone } = this.#channel;
    this.#screenLock.want(this.#conference ? microphone !== null : floor.own !== 'listening');
  }

  #showQuality(own, others) {
    showQuality(byId('own-quality'), 'Your network', own);
    this.#stage.showQuality(others);
  }

  #showMembers() {
    this.#members.show(this.#channel.members, this.#conference);
    this.#showSlots();
    this.#showFloor();
  }

  #showSlots() {
    const { slots } = this.#channel;
    this.#speaker.play(slots);
    this.#stage.showSlots();
    this.#members.showPins(new Set(slots.map((slot) => slot.pin)));
  }

  #showDevices() {
    this.#devices.show();
    this.#stage.showOwnPicture();
    this.#desk.show();
    this.#keepScreenOn();
  }

  /** Pins a user to the slot that shows them, else to the last one that nobody is pinned to, else in place of another pin. */
  async #pin(user, pinned) {
    const videos = this.#channel.slots.filter((slot) => slot.kind === 'video');
    const slot = pinned
      ? (videos.find((one) => one.user === user) ?? videos.findLast((one) => one.pin === null) ?? videos.at(-1))
      : videos.find((one) => one.pin === user);
    await this.#try(() => slot && this.#channel.pin(slot.mid, pinned ? user : null));
  }

  #receiveVideos(count) {
    choose({ tiles: count });
    return this.#try(() => this.#channel.receiveVideos(count));
  }

  /** Does something and shows why it failed, unless the channel was left meanwhile. */
  async #try(something) {
    const channel = this.#channel;
    try {
      await something();
    } catch (error) {
      if (channel === this.#channel) {
        this.#showError(error);
      }
    }
  }

  #showError(error) {
    if (error.device === null) {
      this.#desk.ended(error.message);
      return;
    }
    this.#devices.showError(error);
    if (error.device === 'microphone') {
      this.#desk.ended(); // who talked does so no more
    }
  }

  #resumeSound() {
    this.#speaker.resume();
    this.#tones.resume();
  }

  #soundBlocked() {
    const enable = () => {
      this.#resumeSound();
      banner('sound', null);
    };
    banner('sound', 'The browser keeps this page silent until you allow sound.', { action: { label: 'Enable sound', run: enable } });
  }
}
