import { byId, element } from './dom.js';
import { indicatorWords } from './words.js';

/** A picture this old is not the talker's any more. */
const PICTURE_FRESH_MS = 1500;

/** The place where the talker is shown: name and loudness, and the video when there is one. */
export class Stage {
  #stage = byId('stage');
  #video = byId('stage-video');
  #self = byId('self-video');
  #tiles = byId('tiles');
  #disc = byId('talker-disc');
  #speaker;
  #channel = null;
  #lastFrameAt = 0;
  #frame = null;

  /** @param {import('./speaker.js').Speaker} speaker */
  constructor(speaker) {
    this.#speaker = speaker;
    const onFrame = () => {
      this.#lastFrameAt = performance.now();
      this.#video.requestVideoFrameCallback?.(onFrame);
    };
    this.#video.requestVideoFrameCallback?.(onFrame);
  }

  open(channel) {
    this.#channel = channel;
    const conference = channel.mode === 'conference';
    this.#tiles.hidden = !conference;
    this.#stage.dataset.mode = channel.mode;
    this.showSlots(channel.slots);
    this.showFloor(channel.floor);
    this.showCamera(channel.camera);
    this.#animate();
  }

  close() {
    cancelAnimationFrame(this.#frame);
    this.#channel = null;
    this.#video.srcObject = null;
    this.#video.classList.remove('showing');
    this.#self.srcObject = null;
    this.#self.hidden = true;
    this.#tiles.replaceChildren();
  }

  /** @param {import('./media.js').Slot[]} slots */
  showSlots(slots) {
    if (this.#channel.mode === 'conference') {
      this.#showTiles(slots);
      return;
    }
    const track = slots.find((slot) => slot.kind === 'video')?.track ?? null;
    if (this.#video.srcObject?.getVideoTracks()[0] !== track) {
      this.#video.srcObject = track && new MediaStream([track]);
      this.#video.play().catch(() => {}); // muted video may always play; an abort means that a newer track came
    }
  }

  #showTiles(slots) {
    const shown = slots.filter((slot) => slot.kind === 'video' && slot.user !== null);
    const old = new Map([...this.#tiles.children].map((tile) => [tile.dataset.mid, tile]));
    this.#tiles.replaceChildren(
      ...shown.map((slot) => {
        const tile = old.get(slot.mid) ?? this.#tile(slot);
        tile.querySelector('span').textContent = slot.user;
        return tile;
      }),
    );
  }

  #tile(slot) {
    const video = element('video', { muted: true, playsInline: true, autoplay: true, srcObject: new MediaStream([slot.track]) });
    return element('figure', { className: 'tile', data: { mid: slot.mid } }, video, element('span'));
  }

  /** @param {import('./floor.js').FloorView} floor */
  showFloor(floor) {
    const own = floor.own === 'talking' || floor.own === 'releasing';
    this.#stage.dataset.state = own ? 'sending' : floor.talker === null ? 'idle' : 'receiving';
    this.#stage.dataset.indicator = floor.indicator ?? 'normal';
    byId('talker-name').textContent = own ? 'You' : (floor.talker ?? this.#quietWords());
    this.#disc.textContent = own ? '' : initial(floor.talker);
    const label = indicatorWords(floor.indicator);
    byId('talker-indicator').textContent = label ?? '';
    byId('talker-indicator').hidden = label === null;
  }

  #quietWords() {
    return this.#channel?.mode === 'conference' ? 'Conference: everybody can talk' : 'Nobody is talking';
  }

  /** @param {MediaStreamTrack | null} track this user's camera */
  showCamera(track) {
    this.#self.hidden = track === null;
    this.#self.srcObject = track && new MediaStream([track]);
    if (track) {
      this.#self.play().catch(() => {});
    }
  }

  #animate() {
    const state = this.#stage.dataset.state;
    const fresh = performance.now() - this.#lastFrameAt < PICTURE_FRESH_MS;
    this.#video.classList.toggle('showing', state === 'receiving' && fresh);
    const heard = this.#channel.slots.find((slot) => slot.kind === 'audio')?.track ?? null;
    const track = state === 'sending' ? this.#channel.microphone : state === 'receiving' ? heard : null;
    this.#disc.style.setProperty('--level', this.#speaker.level(track).toFixed(2));
    this.#frame = requestAnimationFrame(() => this.#animate());
  }
}

function initial(name) {
  return name === null ? '' : [...name][0].toUpperCase();
}
