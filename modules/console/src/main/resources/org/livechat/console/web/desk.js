import { byId, setWords } from './dom.js';
import { choices } from './settings.js';
import { talkButton } from './talk-button.js';
import { CONFERENCE, MUTED, NO_MICROPHONE, endedWords, floorWords, mediaWords, offlineWords } from './words.js';

const NOTICE_MS = 8000;
/** A connection that is back within this was hardly away. */
const AWAY_MS = 1000;
/** The more urgent, the later. */
const URGENCIES = ['normal', 'imminent_peril', 'emergency'];

/** The desk of the joined channel: the button, how urgent a turn is, and what the button and the line above it say. */
export class Desk {
  #channel = null;
  #openMicrophone;
  #onPress;
  #button;
  #asked = URGENCIES[0];
  #expected = false;
  #spoken = false; // since a turn was had, until it is over
  #silenced = false; // in a conference: by this user's own press
  #opening = null; // in a conference: the press that has the microphone opened
  #notice = null;
  #waiting = null;
  #draining = false;
  #away = false;
  #losing = null;
  #clock = null;

  /**
   * @param {() => Promise<void>} openMicrophone opens it, or says why it cannot be
   * @param {() => void} onPress told of every press, which is a moment at which a browser allows sound
   */
  constructor(openMicrophone, onPress) {
    this.#openMicrophone = openMicrophone;
    this.#onPress = onPress;
    this.#button = talkButton(byId('ptt'), {
      press: () => this.#press(),
      release: (why) => this.#release(why),
      again: () => this.#askMoreUrgently(),
      lifted: () => this.show(),
      toggle: () => choices().toggleTalk,
      enabled: () => this.#channel?.online === true,
      expected: () => this.#expected,
    });
    byId('urgency').onchange = () => this.#urgencyChosen();
    document.addEventListener('visibilitychange', () => this.#notice && this.say(this.#notice.words));
  }

  get #conference() {
    return this.#channel.mode === 'conference';
  }

  get #chosen() {
    return byId('urgency').querySelector(':checked').value;
  }

  /** A channel is being joined, or is so no more: who holds the space bar meanwhile talks when it is. */
  expect(on) {
    this.#expected = on;
  }

  open(channel) {
    this.#channel = channel;
    byId('urgency').hidden = this.#conference;
    this.#chooseNormal();
    this.#asked = this.#chosen;
    this.show();
    if (!this.#conference) {
      this.#button.comes();
    }
  }

  #chooseNormal() {
    byId('urgency').querySelector(`[value=${URGENCIES[0]}]`).checked = true;
  }

  close() {
    this.#button.reset();
    this.#spoken = false;
    this.#silenced = false;
    this.#opening = null;
    clearTimeout(this.#notice?.timer);
    this.#notice = null;
    this.#waiting = null;
    this.#draining = false;
    clearInterval(this.#clock);
    this.#channel = null;
  }

  /** Shows the state of the floor, of media and of the microphone. */
  show() {
    if (this.#channel === null) {
      return;
    }
    const { floor, online, mediaWay, muted } = this.#channel;
    if (floor.own !== 'talking') {
      clearInterval(this.#clock);
    }
    this.#forgetUrgency(floor);
    const silent = floor.own === 'listening' || floor.own === 'requesting';
    const media = online && !muted && (silent || mediaWay.state === 'restarting') ? mediaWords(mediaWay) : null;
    const { label, detail, sentence } = this.#words(floor);
    const button = byId('ptt');
    const state = this.#buttonState(floor);
    button.dataset.state = state;
    button.dataset.indicator = state === 'listening' || this.#moreUrgent(floor) ? this.#chosen : this.#asked;
    button.setAttribute('aria-disabled', String(!online));
    button.setAttribute('aria-pressed', String(this.#conference ? this.#channel.microphone !== null && !muted : floor.own !== 'listening'));
    setWords('ptt-label', label);
    setWords('ptt-detail', detail);
    setWords('floor-words', this.#notice?.words ?? media ?? sentence);
    byId('floor-words').dataset.tone = this.#notice ? 'warning' : media ? 'muted' : 'plain';
  }

  /** Coming back does not work for now, and why; null when it has worked. */
  waits(error) {
    this.#waiting = error;
    this.show();
  }

  /** The server is about to stop and gives the floor to nobody, or it does again. */
  drains(on) {
    this.#draining = on;
    this.show();
  }

  /** The connection is lost, though the server may still have this client in the channel; or it is back. */
  lost(now) {
    clearTimeout(this.#losing);
    this.#away = false;
    this.#losing = now
      ? setTimeout(() => {
          this.#away = true;
          this.show();
        }, AWAY_MS)
      : null;
    this.show();
  }

  /** The floor was granted. */
  granted() {
    if (navigator.userActivation?.hasBeenActive) {
      navigator.vibrate?.(30);
    }
    clearInterval(this.#clock);
    this.#clock = setInterval(() => this.show(), 250);
  }

  /** The turn, or the wish for one, is over by no doing of the button's; says why where there are words for it. */
  ended(words = null) {
    this.#button.reset();
    this.say(words);
  }

  /** Says something for a while, or with null nothing any more. The while begins when it can be seen. */
  say(words) {
    clearTimeout(this.#notice?.timer);
    this.#notice = words && { words, timer: document.hidden ? null : setTimeout(() => this.say(null), NOTICE_MS) };
    this.show();
  }

  #press() {
    this.say(null);
    this.#onPress();
    const open = this.#channel.microphone?.readyState === 'live';
    if (this.#channel.muted) {
      this.ended(MUTED.sentence);
    } else if (this.#conference) {
      this.#button.reset();
      this.#turnOver(open);
    } else if (open) {
      this.#ask();
    } else {
      this.#openAndTalk();
    }
  }

  /** In a conference every press opens the microphone or lets it go, also while it is being opened. */
  async #turnOver(open) {
    if (open || this.#opening !== null) {
      this.#opening = null;
      this.#silenced = true;
      this.#channel.dropMicrophone();
      this.show();
      return;
    }
    const press = {};
    this.#opening = press;
    this.show();
    await this.#openMicrophone();
    if (this.#opening === press) {
      this.#opening = null;
      this.#silenced = false;
      this.show();
    }
  }

  /** Opens the microphone; who still holds the button then talks. One who pressed once may have been asked for permission since. */
  async #openAndTalk() {
    const channel = this.#channel;
    if (!this.#button.held) {
      this.#button.reset();
    }
    await this.#openMicrophone();
    if (channel !== this.#channel || !this.#button.active) {
      return;
    }
    if (channel.microphone === null || (choices().toggleTalk && !this.#button.held)) {
      this.#button.reset();
      this.show();
    } else if (channel.floor.own === 'listening') {
      this.#ask();
    }
  }

  #ask() {
    this.#asked = this.#chosen;
    this.#channel.requestFloor({ indicator: this.#asked });
  }

  #release(why) {
    const { own } = this.#channel.floor;
    this.#channel.releaseFloor({ tail: why !== 'hidden' });
    if (why !== null && own !== 'listening') {
      this.say(endedWords(own, why));
    }
  }

  /** A turn was asked for as urgent as what there was to say; the next one is of its own. What was chosen meanwhile is for that. */
  #forgetUrgency({ own }) {
    if (own === 'talking' || own === 'releasing') {
      this.#spoken = true;
    } else if (own === 'listening' && this.#spoken) {
      this.#spoken = false;
      if (this.#chosen === this.#asked) {
        this.#chooseNormal();
      }
    }
  }

  /** Who holds the button and waits need not let go for it. */
  #urgencyChosen() {
    if (this.#button.held && this.#button.active && !choices().toggleTalk) {
      this.#askMoreUrgently();
    }
    this.show();
  }

  /** Whether somebody waits, and has chosen more urgency since. */
  #moreUrgent({ own }) {
    return (own === 'queued' || own === 'requesting') && URGENCIES.indexOf(this.#chosen) > URGENCIES.indexOf(this.#asked);
  }

  /** Who waits and has chosen more urgency asks with that, and keeps the place. */
  #askMoreUrgently() {
    const more = this.#moreUrgent(this.#channel.floor);
    if (more) {
      this.#ask();
    }
    return more;
  }

  #words(floor) {
    if (!this.#channel.online) {
      return offlineWords(this.#waiting);
    }
    if (this.#channel.muted) {
      return MUTED;
    }
    const { microphone } = this.#channel;
    if (this.#conference && microphone !== null) {
      return this.#away ? CONFERENCE.away : CONFERENCE.heard;
    }
    if (this.#conference && (this.#opening !== null || this.#silenced)) {
      return this.#opening !== null ? CONFERENCE.opening : CONFERENCE.muted;
    }
    if (microphone === null && floor.own === 'listening') {
      return NO_MICROPHONE;
    }
    const toggle = choices().toggleTalk || (this.#button.active && !this.#button.held);
    const over = !toggle && this.#button.held && !this.#button.active;
    return floorWords(floor, { toggle, over, urgent: this.#moreUrgent(floor) ? this.#chosen : null, draining: this.#draining, away: this.#away });
  }

  #buttonState(floor) {
    if (!this.#channel.online) {
      return 'offline';
    }
    if (this.#conference) {
      return this.#channel.microphone === null || this.#channel.muted ? 'listening' : 'talking';
    }
    return floor.own;
  }
}
