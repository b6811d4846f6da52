/** Which tone tells what has become of a push-to-talk channel's floor. */
export class FloorTones {
  #play;
  #before = null;

  /** @param {(tone: 'permit' | 'turn' | 'refused' | 'over' | 'emergency') => void} play */
  constructor(play) {
    this.#play = play;
  }

  /** Begins with what is so already, which is no news. */
  open(floor) {
    this.#before = floor;
  }

  /** This client may talk: at once, or since it is its turn after waiting. */
  granted() {
    this.#play(this.#before.own === 'queued' ? 'turn' : 'permit');
  }

  /** This client may not talk, or no more. */
  refused() {
    this.#play('refused');
  }

  /** The server has this client in the channel no more, or for now. */
  away() {
    if (this.#before.own !== 'listening') {
      this.refused();
    }
  }

  /**
   * Takes what is so now.
   *
   * @param {import('./floor.js').FloorView} floor
   */
  show(floor) {
    const before = this.#before;
    this.#before = floor;
    if (isOwn(floor)) {
      return; // granted() has told
    }
    const isOther = floor.talker !== before.talker;
    if (floor.indicator === 'emergency' && (isOther || before.indicator !== 'emergency')) {
      this.#play('emergency');
    } else if (isOther && before.talker !== null && !isOwn(before)) {
      this.#play('over');
    }
  }
}

function isOwn({ own }) {
  return own === 'talking' || own === 'releasing';
}
