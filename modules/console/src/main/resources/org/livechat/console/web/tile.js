import { element } from './dom.js';
import { qualityMark, showQuality } from './quality-mark.js';
import { initial } from './words.js';

/** A frame that arrived so soon after its slot changed hands may still be of the one before. */
const SETTLING_MS = 40;

/**
 * One other person of a conference: a picture, or the first letter of the name until there is one; pressed to pin. The
 * picture is uncovered by the first frame that arrived after the slot was given to this person, so that nobody is seen
 * under the name of another.
 */
export class Tile {
  #video;
  #disc = element('span', { className: 'disc', aria: { hidden: 'true' } });
  #name = element('span', { className: 'tile-name' });
  #quality = qualityMark();
  #user = null;
  #since = 0;

  /**
   * @param {MediaStreamTrack | null} track of the slot; without one it is the tile of somebody without a picture
   * @param {() => void} onPress
   */
  constructor(track, onPress) {
    this.#video = track && element('video', { muted: true, playsInline: true, autoplay: true, srcObject: new MediaStream([track]) });
    this.element = element(
      'button',
      { type: 'button', className: 'tile', onclick: onPress },
      this.#disc,
      this.#video,
      this.#name,
      this.#quality,
      element('span', { className: 'tile-pause', textContent: 'Paused: slow network' }),
      element('span', { className: 'tile-pin', textContent: 'Pinned', aria: { hidden: 'true' } }),
    );
    this.#video?.requestVideoFrameCallback?.((now, frame) => this.#onFrame(now, frame));
  }

  /** @returns {string | null} whom it shows */
  get user() {
    return this.#user;
  }

  /** @returns {boolean} whether a slot belongs to it */
  get hasVideo() {
    return this.#video !== null;
  }

  show(user, pinned, paused) {
    if (user !== this.#user) {
      this.#user = user;
      this.#since = performance.now();
      this.element.dataset.user = user;
      this.element.dataset.picture = 'false';
      this.#disc.textContent = initial(user);
      this.#name.textContent = user;
      this.quality(null);
    }
    this.element.dataset.paused = String(paused);
    this.element.setAttribute('aria-pressed', String(pinned));
    this.element.title = pinned ? `Let ${user} go` : `Pin ${user}`;
  }

  /** @param {import('./quality.js').Quality | null} quality */
  quality(quality) {
    showQuality(this.#quality, `Connection with ${this.#user}`, quality);
  }

  /** @param {number} level how loud the person is, 0..1 */
  sound(level) {
    this.element.style.setProperty('--level', level.toFixed(2));
    this.element.dataset.speaking = String(level > 0.03);
  }

  close() {
    this.element.remove();
    if (this.#video) {
      this.#video.srcObject = null;
    }
  }

  #onFrame(now, frame) {
    if ((frame.receiveTime ?? now) > this.#since + SETTLING_MS) {
      this.element.dataset.picture = 'true';
    }
    this.#video.requestVideoFrameCallback((later, next) => this.#onFrame(later, next));
  }
}
