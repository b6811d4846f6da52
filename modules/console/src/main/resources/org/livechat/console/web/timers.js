/**
 * Timers that keep their time while the page is hidden. Browsers hold back those of such a page, to one a second and later to one a minute, and
 * not those of a worker. Each is set in both, and the first that fires counts: where a worker is refused, or not there yet, the page's are left.
 */

const waiting = new Map();
let last = 0;
let worker = null;

/**
 * Runs something later.
 *
 * @param {number} milliseconds
 * @param {() => void} run
 * @returns {{stop: () => void}}
 */
export function after(milliseconds, run) {
  const id = ++last;
  waiting.set(id, { run, page: setTimeout(() => fire(id), milliseconds) });
  worker ??= startWorker();
  worker.postMessage({ id, milliseconds });
  return {
    stop: () => {
      if (take(id)) {
        worker.postMessage({ id });
      }
    },
  };
}

/** Runs something again and again, in even steps as long as each is run in time. */
export function every(milliseconds, run) {
  let due = performance.now() + milliseconds;
  let next = null;
  const step = () => {
    const now = performance.now();
    due = Math.max(due, now - milliseconds) + milliseconds; // those that were slept through are not made up for
    next = after(due - now, step);
    run();
  };
  next = after(milliseconds, step);
  return { stop: () => next.stop() };
}

function fire(id) {
  take(id)?.run();
}

function take(id) {
  const timer = waiting.get(id);
  waiting.delete(id);
  clearTimeout(timer?.page);
  return timer;
}

/** A worker has to be of the page's own origin, as this file need not be. */
function startWorker() {
  const file = new URL('timer-worker.js', import.meta.url);
  const refused = { postMessage: () => {} };
  try {
    const own = file.origin === globalThis.location.origin;
    const started = own
      ? new Worker(file)
      : new Worker(URL.createObjectURL(new Blob([`import ${JSON.stringify(file.href)};`], { type: 'text/javascript' })), { type: 'module' });
    started.onmessage = ({ data: id }) => fire(id);
    started.onerror = (event) => {
      event.preventDefault(); // as of a Content-Security-Policy without it: the page's timers are left
      worker = refused;
    };
    return started;
  } catch {
    return refused;
  }
}
