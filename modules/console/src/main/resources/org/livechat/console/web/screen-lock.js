/** Keeps the screen on for as long as that is wanted and the page is seen: a phone that locks itself hides the page, which ends the turn. */
export class ScreenLock {
  #wanted = false;
  #held = null;
  #asking = false;

  constructor() {
    document.addEventListener('visibilitychange', () => this.#follow()); // the browser lets go of it when the page is hidden
  }

  want(on) {
    if (on !== this.#wanted) {
      this.#wanted = on;
      this.#follow();
    }
  }

  async #follow() {
    const needed = this.#wanted && !document.hidden;
    if (this.#asking || needed === (this.#held?.released === false)) {
      return;
    }
    this.#asking = true;
    try {
      await (needed ? this.#take() : this.#held.release());
    } catch {
      return; // refused, as with an empty battery: the screen does what it always does
    } finally {
      this.#asking = false;
    }
    this.#follow(); // what is wanted may have changed meanwhile
  }

  async #take() {
    this.#held = await navigator.wakeLock.request('screen');
  }
}
