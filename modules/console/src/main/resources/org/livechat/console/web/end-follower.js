/** From its end up to this many CSS pixels a list stands at its end. */
const NEAR = 40;

/** Keeps a list that scrolls at its end, where it stands there: whatever is added to it, and however its place changes. */
export class EndFollower {
  #list;
  #stands = true;
  #size = '';

  /** @param {HTMLElement} list */
  constructor(list) {
    this.#list = list;
    new ResizeObserver(() => this.#resized()).observe(list);
    list.addEventListener('scroll', () => this.#scrolled());
  }

  /** Goes to the end, and stays there. */
  toEnd() {
    this.#stands = true;
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  /** Something was added. */
  added() {
    if (this.#stands) {
      this.toEnd();
    }
  }

  #resized() {
    this.#size = this.#sizeNow();
    this.added();
  }

  /** A browser tells of scrolling late: what it tells of a list whose place has changed meanwhile says nothing of the person. */
  #scrolled() {
    if (this.#sizeNow() === this.#size) {
      const { scrollHeight, scrollTop, clientHeight } = this.#list;
      this.#stands = scrollHeight - scrollTop - clientHeight < NEAR;
    }
  }

  #sizeNow() {
    return `${this.#list.clientWidth} x ${this.#list.clientHeight}`;
  }
}
