import { banner, byId, element } from './dom.js';
import { canShareScreen } from './livechat.js';
import { MemberList } from './member-list.js';
import { choices, choose } from './settings.js';
import { showQuality } from './quality-mark.js';
import { QualityWatch } from './quality-watch.js';
import { Speaker } from './speaker.js';
import { Stage } from './stage.js';
import { talkButton } from './talk-button.js';
import { DRAINING_WORDS, deniedWords, floorWords, mediaWords, revokedWords } from './words.js';

const NOTICE_MS = 8000;
const MESSAGES_KEPT = 500;

/** The joined channel on the page: stage, button, members, messages. */
export class ChannelView {
  #channel = null;
  #listeners = null;
  #notice = null;
  #clock = null;
  #speaker = new Speaker(byId('sound'), () => this.#soundBlocked());
  #stage = new Stage(
    this.#speaker,
    (user, pinned) => this.#pin(user, !pinned),
    (mid, height) => this.#channel?.showAt(mid, height),
  );
  #members = new MemberList((user, pinned) => this.#pin(user, !pinned));
  #button;
  #quality = null;

  constructor() {
    this.#button = talkButton(byId('ptt'), {
      press: () => this.#press(),
      release: () => this.#channel?.releaseFloor(),
      toggle: () => choices().toggleTalk,
      enabled: () => this.#channel?.online === true,
    });
    byId('camera').onclick = () => this.#switchCamera();
    byId('screen').onclick = () => this.#switchScreen();
    byId('screen').hidden = !canShareScreen();
    byId('tile-count').onchange = (event) => this.#receiveVideos(Number(event.target.value));
    byId('message-form').onsubmit = (event) => this.#say(event);
  }

  get #conference() {
    return this.#channel?.mode === 'conference';
  }

  /**
   * @param {import('./channel.js').JoinedChannel} channel
   * @param {{freq: string, name: string}} summary
   */
  open(channel, summary) {
    this.#channel = channel;
    this.#listeners = new AbortController();
    const on = (type, run) => channel.addEventListener(type, (event) => run(event.detail), { signal: this.#listeners.signal });
    on('floor', () => this.#showFloor());
    on('granted', () => this.#granted());
    on('denied', (denial) => this.#ended(deniedWords(denial)));
    on('revoked', (revocation) => this.#ended(revokedWords(revocation)));
    on('members', () => this.#showMembers());
    on('message', (message) => this.#showMessage(message));
    on('updated', ({ channel_name: name }) => name && (byId('channel-name').textContent = name));
    on('media', () => this.#showFloor());
    on('online', () => this.#showFloor());
    on('offline', () => this.#offline());
    on('draining', () => banner('drain', DRAINING_WORDS));
    on('undrained', () => banner('drain', null));
    on('slots', () => this.#showSlots());
    on('screen', () => this.#showCamera());
    on('error', (error) => this.#showError(error));

    byId('channel-freq').textContent = summary.freq;
    byId('channel-name').textContent = summary.name;
    byId('channel-mode').textContent = this.#conference ? 'Conference' : 'Push to talk';
    byId('talk').dataset.mode = channel.mode;
    byId('urgency').hidden = this.#conference;
    byId('tile-choice').hidden = !this.#conference;
    byId('tile-count').value = String(choices().tiles);
    byId('urgency').querySelector('[value=normal]').checked = true;
    byId('message-list').replaceChildren();
    this.#stage.open(channel);
    this.#showCamera();
    this.#showSlots();
    this.#showMembers();
    this.#showFloor();
    this.useMicrophone();
    this.#quality = new QualityWatch(channel, (own, others) => this.#showQuality(own, others));
  }

  close() {
    this.#listeners?.abort();
    this.#quality?.stop();
    showQuality(byId('own-quality'), '', null);
    this.#button.reset();
    this.#forgetNotice();
    clearInterval(this.#clock);
    this.#stage.close();
    this.#members.close();
    this.#speaker.stop();
    this.#channel = null;
    for (const key of ['microphone', 'camera', 'screen', 'sound', 'channel', 'drain']) {
      banner(key, null);
    }
  }

  /** Opens the microphone so that the first word is not waited for; says what is wrong when it cannot. */
  async useMicrophone() {
    const channel = this.#channel;
    try {
      await channel.useMicrophone();
      banner('microphone', null);
    } catch (error) {
      if (channel === this.#channel) {
        this.#showDeviceError(error);
      }
    }
    this.#showFloor();
  }

  #press() {
    this.#forgetNotice();
    this.#speaker.resume();
    if (this.#channel.microphone?.readyState !== 'live') {
      this.#button.reset();
      this.useMicrophone();
    } else if (this.#conference) {
      this.#button.reset();
      this.#channel.dropMicrophone().then(() => this.#showFloor());
    } else {
      this.#channel.requestFloor({ indicator: byId('urgency').querySelector(':checked').value });
    }
  }

  #offline() {
    banner('drain', null); // what comes of it is told by the connection
    this.#button.reset();
    this.#forgetNotice();
  }

  #granted() {
    if (navigator.userActivation?.hasBeenActive) {
      navigator.vibrate?.(30);
    }
    clearInterval(this.#clock);
    this.#clock = setInterval(() => this.#showFloor(), 250);
  }

  #ended(words) {
    this.#button.reset();
    this.#forgetNotice();
    this.#notice = { words, timer: setTimeout(() => this.#forgetNotice(), NOTICE_MS) };
    this.#showFloor();
  }

  #forgetNotice() {
    clearTimeout(this.#notice?.timer);
    this.#notice = null;
    this.#showFloor();
  }

  #showFloor() {
    if (this.#channel === null) {
      return;
    }
    const floor = this.#channel.floor;
    if (floor.own !== 'talking') {
      clearInterval(this.#clock);
    }
    const media = this.#channel.online && floor.own === 'listening' ? mediaWords(this.#channel.mediaState) : null;
    const { label, detail, sentence } = this.#words(floor);
    const button = byId('ptt');
    button.dataset.state = this.#buttonState(floor);
    button.setAttribute('aria-disabled', String(!this.#channel.online));
    button.dataset.indicator = byId('urgency').querySelector(':checked').value;
    if (this.#conference) {
      button.setAttribute('aria-pressed', String(this.#channel.microphone !== null));
    } else {
      button.removeAttribute('aria-pressed');
    }
    setText('ptt-label', label);
    setText('ptt-detail', detail);
    const words = byId('floor-words');
    setText('floor-words', this.#notice?.words ?? media ?? sentence);
    words.dataset.tone = this.#notice ? 'warning' : media ? 'muted' : 'plain';
    this.#stage.showFloor(floor);
    this.#members.showTalker(floor.talker);
  }

  #words(floor) {
    if (!this.#channel.online) {
      return { label: 'Not connected', detail: '', sentence: 'You are back in the channel as soon as the server answers.' };
    }
    if (this.#channel.microphone === null) {
      return { label: 'Microphone', detail: 'press to allow', sentence: 'You can listen. Talking needs a microphone.' };
    }
    if (this.#conference) {
      return { label: 'Mute', detail: 'you are heard', sentence: 'Everybody hears you.' };
    }
    return floorWords(floor, { toggle: choices().toggleTalk });
  }

  #buttonState(floor) {
    if (!this.#channel.online) {
      return 'offline';
    }
    if (this.#conference) {
      return this.#channel.microphone === null ? 'listening' : 'talking';
    }
    return floor.own;
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

  #showMessage({ author_id: author, content, timestamp }) {
    const list = byId('message-list');
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    const time = new Date(timestamp);
    list.append(
      element(
        'li',
        { data: { own: String(author === this.#channel.members[0]) } },
        element('span', { className: 'author', textContent: author }),
        element('time', {
          dateTime: time.toISOString(),
          textContent: time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }),
        }),
        element('p', { textContent: content }),
      ),
    );
    while (list.children.length > MESSAGES_KEPT) {
      list.firstElementChild.remove();
    }
    if (atEnd) {
      list.scrollTop = list.scrollHeight;
    }
  }

  #say(event) {
    event.preventDefault();
    const content = byId('message').value.trim();
    if (content !== '') {
      banner('message', null);
      this.#channel.say(content);
      byId('message').value = '';
    }
  }

  #showSlots() {
    const { slots } = this.#channel;
    this.#speaker.play(slots);
    this.#stage.showSlots();
    this.#members.showPins(new Set(slots.map((slot) => slot.pin)));
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

  #switchCamera() {
    const channel = this.#channel;
    return this.#try(() => (channel.camera === null ? channel.useCamera() : channel.dropCamera()));
  }

  #switchScreen() {
    const channel = this.#channel;
    return this.#try(() => (channel.screen === null ? channel.useScreen() : channel.dropScreen()));
  }

  /** Does something and shows what came of it, unless the channel was left meanwhile. */
  async #try(something) {
    const channel = this.#channel;
    try {
      await something();
      banner('camera', null);
      banner('screen', null);
    } catch (error) {
      if (channel === this.#channel) {
        this.#showError(error);
      }
    }
    if (channel === this.#channel) {
      this.#showCamera();
    }
  }

  #showCamera() {
    for (const device of ['camera', 'screen']) {
      byId(device).setAttribute('aria-pressed', String(this.#channel[device] !== null));
    }
    byId('camera').textContent = this.#channel.camera === null ? 'Camera off' : 'Camera on';
    byId('screen').textContent = this.#channel.screen === null ? 'Share screen' : 'Stop sharing';
    this.#stage.showOwnPicture();
  }

  #showError(error) {
    if (error.device !== null) {
      this.#showDeviceError(error);
    } else if (error.code.startsWith('message')) {
      banner('message', error.message);
    } else {
      this.#ended(error.message);
    }
  }

  #showDeviceError(error) {
    if (error.device === 'screen' && error.code === 'device-denied') {
      return; // the person has chosen nothing
    }
    const again = { microphone: () => this.useMicrophone(), camera: () => this.#switchCamera(), screen: () => this.#switchScreen() };
    const retry = again[error.device];
    banner(error.device, error.message, { action: { label: 'Try again', run: retry } });
  }

  #soundBlocked() {
    const enable = () => {
      this.#speaker.resume();
      banner('sound', null);
    };
    banner('sound', 'The browser keeps this page silent until you allow sound.', { action: { label: 'Enable sound', run: enable } });
  }
}

/** Live regions read every write aloud: write only what changed. */
function setText(id, text) {
  if (byId(id).textContent !== text) {
    byId(id).textContent = text;
  }
}
