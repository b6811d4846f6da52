import { element } from './dom.js';
import { showLevel } from './level.js';
import { qualityMark, showQuality } from './quality-mark.js';
import { initial } from './words.js';

/**
 * A frame that arrived so soon after its slot changed hands may still be of the one before: names come over TCP, and frames over UDP
 * to another process of the browser, which a busy machine lets wait. The server sends the next one's picture 250 ms after the name.
 */
const SETTLING_MS = 120;

/**
 * One other person of a conference: a picture, or the first letter of the name until there is one; pressed to pin. The
 * picture is uncovered by the first frame that arrived after the slot was given to this person, so that nobody is seen
 * under the name of another.
 */
export class Tile {
  #video;
  #disc = element('span', { className: 'disc', aria: { hidden: 'true' } });
  #name = element('bdi', { className: 'tile-name' });
  #quality = qualityMark();
  #held = element('span', { className: 'tile-held' });
  #user = null;
  #since = 0;
  #awaitsFrame = false;

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
      this.#held,
      element('span', { className: 'tile-pin', textContent: 'Pinned', aria: { hidden: 'true' } }),
    );
  }

  /** @returns {string | null} whom it shows */
  get user() {
    return this.#user;
  }

  /** @returns {boolean} whether a slot belongs to it */
  get hasVideo() {
    return this.#video !== null;
  }

  /** @param {string | null} held why its picture or voice does not come */
  show(user, pinned, held) {
    if (user !== this.#user) {
      this.#user = user;
      this.#since = performance.now();
      this.element.dataset.user = user;
      this.element.dataset.picture = 'false';
      this.#disc.textContent = initial(user);
      this.#name.textContent = user;
      this.quality(null);
      this.#awaitFrame();
    }
    this.element.dataset.held = String(held !== null);
    this.#held.textContent = held ?? '';
    this.element.setAttribute('aria-pressed', String(pinned));
    this.element.title = pinned ? `Let ${user} go` : `Pin ${user}`;
  }

  /** @param {import('./quality.js').Quality | null} quality */
  quality(quality) {
    showQuality(this.#quality, `Connection with ${this.#user}`, quality);
  }

  /** @param {number} level how loud the person is, 0..1 */
  sound(level) {
    showLevel(this.element, level);
    this.element.dataset.speaking = String(level > 0.03);
  }

  close() {
    this.element.remove();
    if (this.#video) {
      this.#video.srcObject = null;
    }
  }

  /** Uncovers the picture with the first frame that is this person's, and asks for none behind it: each has the page laid out. */
  #awaitFrame() {
    if (this.#awaitsFrame) {
      return;
    }
    this.#awaitsFrame = true;
    this.#video?.requestVideoFrameCallback?.((now, frame) => {
      this.#awaitsFrame = false;
      if ((frame.receiveTime ?? now) > this.#since + SETTLING_MS) {
        this.element.dataset.picture = 'true';
      } else {
        this.#awaitFrame();
      }
    });
  }
}
