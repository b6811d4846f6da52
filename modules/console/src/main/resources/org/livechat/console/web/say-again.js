import { byId, element } from './dom.js';
import { ReplayPlayer } from './replay-player.js';

/** While this user is about to talk or does, nothing is played: it would be in the microphone. */
const TALKS = new Set(['requesting', 'talking', 'releasing']);

/** Bursts are heard again, by those who may: the last one by one press, another one by its own button; how fast, and of whom. */
export class SayAgain {
  #player = new ReplayPlayer(byId('replay'), () => this.#mark());
  #onError;
  #latest = null;
  #looking = null;
  #load = null;
  #talks = false;

  /**
   * @param {(words: string) => void} onError says why something cannot be heard
   * @param {() => void} onTalker another talker is wanted
   */
  constructor(onError, onTalker) {
    this.#onError = onError;
    byId('say-again').onclick = () => this.#pressed();
    byId('replay-speed').onchange = (event) => (this.#player.speed = Number(event.target.value));
    byId('replay-talker').onchange = onTalker;
  }

  /** Whose bursts are wanted; empty: everybody's. */
  get talker() {
    return byId('replay-talker').value;
  }

  /**
   * @param {(id: string, signal: AbortSignal) => Promise<Blob>} load gives out a recording
   * @param {(wanted: () => boolean) => Promise<object | null>} latest looks for the last burst that can be heard again, as long as it is wanted
   */
  open(load, latest) {
    this.#load = load;
    this.#latest = latest;
    this.offer(false);
    this.#showTalkers([]);
  }

  close() {
    this.#stop();
    this.#load = null;
    this.#latest = null;
  }

  /** Whether this user may hear what is recorded here. */
  offer(allowed, talkers = []) {
    byId('say-again').hidden = !allowed;
    byId('replay-choices').hidden = !allowed;
    if (allowed) {
      this.#showTalkers(talkers);
    } else {
      this.#stop();
    }
  }

  #stop() {
    this.#looking = null;
    this.#player.stop();
    this.#mark();
  }

  #showTalkers(talkers) {
    const chosen = this.talker;
    const names = [...new Set(chosen === '' || talkers.length === 0 ? talkers : [chosen, ...talkers])].sort();
    byId('replay-talker').replaceChildren(
      element('option', { value: '', textContent: 'Everybody' }),
      ...names.map((name) => element('option', { value: name, textContent: name, selected: name === chosen })),
    );
  }

  /** The button of a burst, or null where there is nothing to be heard of it. */
  button({ key, user, at, recordings = [] }) {
    if (recordings.length === 0) {
      return null;
    }
    const press = () => (this.#player.playing === key ? this.#player.stop() : this.#play({ key, recordings }));
    const button = element('button', { type: 'button', className: 'quiet replay-burst', data: { key, user, at }, onclick: press });
    this.#markOne(button);
    return button;
  }

  /** @param {import('./floor.js').FloorView} floor */
  showFloor({ own, talker }) {
    this.#player.live = talker !== null;
    const talks = TALKS.has(own);
    if (talks !== this.#talks) {
      this.#talks = talks;
      if (talks) {
        this.#stop();
      } else {
        this.#mark();
      }
    }
  }

  async #pressed() {
    if (this.#isOn) {
      this.#stop();
      return;
    }
    const looking = Symbol('one press');
    this.#looking = looking;
    this.#mark();
    const burst = await this.#latest(() => looking === this.#looking);
    if (looking !== this.#looking) {
      return;
    }
    this.#looking = null;
    this.#mark();
    if (burst === null) {
      this.#onError('Nothing that you may hear again was recorded yet.');
    } else {
      this.#play(burst);
    }
  }

  async #play({ key, recordings }) {
    try {
      await this.#player.play(key, recordings, this.#load);
    } catch (error) {
      this.#onError(error.message);
    }
  }

  get #isOn() {
    return this.#looking !== null || this.#player.playing !== null;
  }

  #mark() {
    const again = byId('say-again');
    again.textContent = this.#isOn ? 'Stop' : 'Say again';
    again.setAttribute('aria-pressed', String(this.#isOn));
    again.disabled = this.#talks;
    document.querySelectorAll('.replay-burst').forEach((button) => this.#markOne(button));
  }

  #markOne(button) {
    const playing = this.#player.playing === button.dataset.key;
    button.textContent = playing ? '■' : '▶';
    button.setAttribute('aria-pressed', String(playing));
    const { user, at } = button.dataset;
    button.setAttribute('aria-label', playing ? 'Stop' : `Play what ${user} said at ${new Date(Number(at)).toLocaleTimeString()}`);
    button.disabled = this.#talks;
  }
}
