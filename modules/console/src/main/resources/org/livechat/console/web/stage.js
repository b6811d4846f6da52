import { byId } from './dom.js';
import { Grid } from './grid.js';
import { showLevel } from './level.js';
import { showQuality } from './quality-mark.js';
import { heldWords, indicatorWords, initial } from './words.js';

/** A picture this old is not the talker's any more. */
const PICTURE_FRESH_MS = 1500;

/** How often levels are drawn. With every frame of the screen it takes more of the processor than the picture itself. */
const LEVELS_MS = 80;

/** How often it is asked whether there are frames still; each answer has the whole page laid out. */
const FRAMES_MS = 500;

/** Where others are seen: in a push-to-talk channel the talker, large; in a conference a grid of everybody. */
export class Stage {
  #stage = byId('stage');
  #video = byId('stage-video');
  #self = byId('self-video');
  #grid;
  #disc = byId('talker-disc');
  #speaker;
  #channel = null;
  #lastFrameAt = -Infinity;
  #awaitsFrame = false;
  #talker = null;
  #timer = null;

  /**
   * @param {import('./speaker.js').Speaker} speaker
   * @param {(user: string, pinned: boolean) => void} pin told that a tile was pressed, and whether it was pinned then
   * @param {(mid: string, height: number) => void} showAt told how high a slot's picture is shown, in the screen's pixels
   */
  constructor(speaker, pin, showAt) {
    this.#speaker = speaker;
    this.#grid = new Grid(speaker, pin, showAt);
  }

  open(channel) {
    this.#channel = channel;
    const conference = channel.mode === 'conference';
    byId('tiles').hidden = !conference;
    if (conference) {
      this.#grid.open();
    } else {
      this.#stage.append(this.#self);
    }
    this.showSlots();
    this.showFloor(channel.floor);
    this.showOwnPicture();
    this.#timer = setInterval(() => document.hidden || this.#draw(), LEVELS_MS);
  }

  close() {
    clearInterval(this.#timer);
    this.#channel = null;
    this.#video.srcObject = null;
    this.#video.classList.remove('showing');
    this.#self.srcObject = null;
    this.#self.hidden = true;
    this.#grid.close();
  }

  /** Shows what the channel's slots carry now, and who is in it. */
  showSlots() {
    const { mode, slots, members } = this.#channel;
    if (mode === 'conference') {
      this.#grid.show(slots, members.slice(1));
      return;
    }
    const picture = slots.find((slot) => slot.kind === 'video');
    this.#showHeld();
    const track = picture?.track ?? null;
    if ((this.#video.srcObject?.getVideoTracks()[0] ?? null) !== track) {
      this.#video.srcObject = track && new MediaStream([track]);
      this.#video.play().catch(() => {}); // muted video may always play; an abort means that a newer track came
    }
  }

  /** @param {import('./floor.js').FloorView} floor */
  showFloor(floor) {
    const own = floor.own === 'talking' || floor.own === 'releasing';
    this.#stage.dataset.state = own ? 'sending' : floor.talker === null ? 'idle' : 'receiving';
    this.#stage.dataset.indicator = floor.indicator ?? 'normal';
    if (floor.talker !== this.#talker) {
      this.#talker = floor.talker;
      showQuality(byId('talker-quality'), '', null);
    }
    byId('talker-name').textContent = own ? 'You' : (floor.talker ?? this.#quietWords());
    this.#disc.textContent = own ? '' : initial(floor.talker);
    this.#showHeld();
    const label = indicatorWords(floor.indicator);
    byId('talker-indicator').textContent = label ?? '';
    byId('talker-indicator').hidden = label === null;
  }

  /** Says what of the one who talks does not come, and why. */
  #showHeld() {
    const slots = this.#channel?.slots ?? [];
    const held = slots
      .filter(({ user }) => user !== null && user === this.#talker)
      .map(heldWords)
      .find((words) => words !== null);
    byId('talker-held').hidden = held === undefined;
    byId('talker-held').textContent = held ?? '';
  }

  #quietWords() {
    return this.#channel?.mode === 'conference' ? 'Conference: everybody can talk' : 'Nobody is talking';
  }

  /** @param {Map<string, import('./quality.js').Quality>} others by user */
  showQuality(others) {
    const { talker } = this.#channel.floor;
    showQuality(byId('talker-quality'), `Connection with ${talker}`, others.get(talker) ?? null);
    this.#grid.quality(others);
  }

  /** Shows what this user sends. A camera is mirrored, as one is used to; a screen has text. */
  showOwnPicture() {
    const { camera, screen } = this.#channel;
    const track = screen ?? camera;
    this.#self.hidden = track === null;
    this.#self.dataset.mirrored = String(screen === null);
    if ((this.#self.srcObject?.getVideoTracks()[0] ?? null) !== track) {
      this.#self.srcObject = track && new MediaStream([track]);
      if (track) {
        this.#self.play().catch(() => {});
      }
    }
    this.#grid.showSelf();
  }

  #draw() {
    if (this.#channel.mode === 'conference') {
      this.#grid.sound();
      return;
    }
    this.#awaitFrame();
    this.#showPicture();
    const state = this.#stage.dataset.state;
    const heard = this.#channel.slots.find((slot) => slot.kind === 'audio')?.track ?? null;
    const track = state === 'sending' ? this.#channel.microphone : state === 'receiving' ? heard : null;
    showLevel(this.#disc, this.#speaker.level(track));
  }

  /** Asks for the next frame, unless there was one just now. */
  #awaitFrame() {
    if (this.#awaitsFrame || performance.now() - this.#lastFrameAt < FRAMES_MS) {
      return;
    }
    this.#awaitsFrame = true;
    this.#video.requestVideoFrameCallback?.(() => {
      this.#awaitsFrame = false;
      this.#lastFrameAt = performance.now();
      this.#showPicture();
    });
  }

  #showPicture() {
    const fresh = performance.now() - this.#lastFrameAt < PICTURE_FRESH_MS;
    this.#video.classList.toggle('showing', this.#stage.dataset.state === 'receiving' && fresh);
  }
}
