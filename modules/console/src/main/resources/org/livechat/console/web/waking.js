import { every } from './timers.js';

const TICK_MS = 5_000;
/** A tick that comes so much too late was slept through. */
const LATE_MS = 3_000;

/**
 * Tells when a page may have slept, or the network is another one: it is shown again, thawed, taken out of the browser's cache of pages, the
 * device has a network again, or time has passed unseen, as while a laptop was shut. What stood before may be gone without a word. Tells, too,
 * when the page is left.
 */
export class Waking {
  #listening = new AbortController();
  #ticking;

  /**
   * @param {() => void} woken may be called several times for one sleep
   * @param {() => void} offline the device says that it has no network any more
   * @param {() => void} gone the page is left, and comes back from the browser's cache of pages at best
   */
  constructor(woken, offline, gone) {
    const on = (target, type, run) => target?.addEventListener(type, run, { signal: this.#listening.signal });
    const { document } = globalThis;
    on(document, 'visibilitychange', () => document.hidden || woken());
    on(document, 'resume', woken);
    on(globalThis, 'pageshow', woken);
    on(globalThis, 'pagehide', gone);
    on(globalThis, 'online', woken);
    on(globalThis, 'offline', offline);
    let before = now();
    this.#ticking = every(TICK_MS, () => {
      const since = before;
      before = now();
      if (before.even - since.even > TICK_MS + LATE_MS || before.wall - since.wall > TICK_MS + LATE_MS) {
        woken();
      }
    });
  }

  stop() {
    this.#listening.abort();
    this.#ticking.stop();
  }
}

/** Not every system's even clock goes on while it sleeps, and a wall clock that is set costs no more than a look. */
function now() {
  return { even: performance.now(), wall: Date.now() };
}
