import { byId } from './dom.js';
import { Tile } from './tile.js';
import { heldWords } from './words.js';

/** As most cameras, and as a screen nearly is. */
const ASPECT = 16 / 9;

/** Heights are told in such steps, and when nothing has changed for so long, so that few are told while a window is drawn larger. */
const HEIGHT_STEP = 60;
const HEIGHTS_SETTLED_MS = 400;

/** A pinned tile takes two columns and two rows. */
const PINNED_CELLS = 4;

/**
 * The others of a conference: a tile for each video slot that carries somebody, in the order of the slots, and for those
 * without a picture as long as there is room.
 */
export class Grid {
  #place = byId('tiles');
  #self = byId('self-video');
  #speaker;
  #pin;
  #showAt;
  #telling = null;
  #tiles = new Map();
  #voices = new Map();

  /**
   * @param {import('./speaker.js').Speaker} speaker
   * @param {(user: string, pinned: boolean) => void} pin
   * @param {(mid: string, height: number) => void} showAt
   */
  constructor(speaker, pin, showAt) {
    this.#speaker = speaker;
    this.#pin = pin;
    this.#showAt = showAt;
    new ResizeObserver(() => this.#arrange()).observe(this.#place);
  }

  /**
   * @param {import('./receive-slots.js').Slot[]} slots
   * @param {string[]} others all but this user
   */
  show(slots, others) {
    this.#voices = new Map(slots.filter((slot) => slot.kind === 'audio' && slot.user !== null).map((slot) => [slot.user, slot.track]));
    const videos = slots.filter((slot) => slot.kind === 'video');
    const carried = videos.filter((slot) => slot.user !== null);
    const seen = new Set(carried.map((slot) => slot.user));
    const pinned = new Set(videos.map((slot) => slot.pin));
    const held = new Map(slots.map((slot) => [slot.user, heldWords(slot)]).filter(([, words]) => words !== null));
    const wanted = [
      ...carried.map(({ mid, track, user }) => ({ key: mid, track, user })),
      ...others.filter((user) => !seen.has(user)).map((user) => ({ key: `without picture ${user}`, track: null, user })),
    ].slice(0, videos.length);

    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, tile] of this.#tiles) {
      if (!keys.has(key)) {
        this.#tiles.delete(key);
        tile.close(); // before others are put in place: a video that is moved starts anew
      }
    }
    wanted.forEach(({ key, track, user }, at) => {
      let tile = this.#tiles.get(key);
      if (tile === undefined) {
        tile = new Tile(track, () => this.#pin(tile.user, tile.element.getAttribute('aria-pressed') === 'true'));
        this.#tiles.set(key, tile);
      }
      tile.show(user, pinned.has(user), held.get(user) ?? null);
      if (this.#place.children[at] !== tile.element) {
        this.#place.insertBefore(tile.element, this.#place.children[at]);
      }
    });
    this.#arrange();
  }

  /** Takes one's own picture in, as the last tile. */
  open() {
    this.#place.append(this.#self);
    this.#arrange();
  }

  /** One's own picture has come or gone. */
  showSelf() {
    this.#arrange();
  }

  /** Shows who speaks; to be called again and again. */
  sound() {
    for (const tile of this.#tiles.values()) {
      tile.sound(this.#speaker.level(this.#voices.get(tile.user) ?? null));
    }
  }

  /** @param {Map<string, import('./quality.js').Quality>} others by user */
  quality(others) {
    for (const tile of this.#tiles.values()) {
      tile.quality(others.get(tile.user) ?? null);
    }
  }

  close() {
    clearTimeout(this.#telling);
    for (const tile of this.#tiles.values()) {
      tile.close();
    }
    this.#tiles.clear();
    this.#voices.clear();
  }

  /** One pinned tile is shown large, if there are others to be larger than. */
  #arrange() {
    const tiles = [...this.#place.querySelectorAll('.tile')];
    const pinned = tiles.filter((tile) => tile.getAttribute('aria-pressed') === 'true');
    const large = tiles.length > 2 && pinned.length === 1 ? pinned[0] : null;
    const cells = tiles.length + (this.#self.hidden ? 0 : 1);
    this.#place.dataset.empty = String(cells === 0);
    const { width, height } = this.#place.getBoundingClientRect();
    const columns = bestColumns(cells + (large ? PINNED_CELLS - 1 : 0), width, height, large ? 2 : 1);
    this.#place.style.setProperty('--columns', String(columns));
    for (const tile of tiles) {
      tile.dataset.large = String(tile === large);
    }
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => this.#tellHeights(), HEIGHTS_SETTLED_MS);
  }

  /** Says how high each slot is shown, so that no larger picture is sent than that takes. */
  #tellHeights() {
    for (const [key, tile] of this.#tiles) {
      const height = tile.element.getBoundingClientRect().height * devicePixelRatio;
      if (tile.hasVideo && height > 0) {
        this.#showAt(key, HEIGHT_STEP * Math.ceil(height / HEIGHT_STEP));
      }
    }
  }
}

/** The number of columns that makes pictures largest. */
function bestColumns(cells, width, height, least) {
  let best = least;
  let largest = 0;
  for (let columns = least; columns <= Math.max(cells, least); columns++) {
    const size = Math.min(width / columns / ASPECT, height / Math.ceil(cells / columns));
    if (size > largest) {
      largest = size;
      best = columns;
    }
  }
  return best;
}
