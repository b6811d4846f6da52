import { byId, element } from './dom.js';

const MINUTE_MS = 60_000;

/** What can be heard again as a picture: a bar a burst, where its time is, in a lane a talker. */
export class TimeLine {
  #place = byId('time-line');
  #again;
  #entries = [];

  /** @param {import('./say-again.js').SayAgain} again */
  constructor(again) {
    this.#again = again;
    byId('replay-span').onchange = () => this.#draw();
  }

  /** @param {{user: string, at: number, lasted: number, key?: string, recordings?: string[]}[]} entries bursts: those with recordings are shown */
  show(entries) {
    this.#entries = entries.filter(({ recordings = [] }) => recordings.length > 0);
    this.#draw();
  }

  #draw() {
    const focused = this.#place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    // The server's clock may be ahead of this one.
    const until = Math.max(Date.now(), ...this.#entries.slice(0, 1).map(({ at, lasted }) => at + lasted));
    const since = until - Number(byId('replay-span').value) * MINUTE_MS;
    const within = this.#entries.filter(({ at, lasted }) => at + lasted > since).reverse();
    const users = [...new Set(within.map(({ user }) => user))].sort();
    const bars = (user) => within.filter((entry) => entry.user === user).map((entry) => this.#bar(entry, since, until));
    this.#place.hidden = this.#entries.length === 0;
    this.#place.replaceChildren(
      element('ol', { className: 'lanes' }, ...users.map((user) => lane(user, bars(user)))),
      ...(within.length === 0 ? [element('p', { className: 'muted', textContent: 'Nothing was said in this time.' })] : []),
      element('div', { className: 'time-axis' }, hour(since), hour(until)),
    );
    if (focused !== null) {
      this.#place.querySelector(`[data-key="${focused}"]`)?.focus();
    }
  }

  #bar(entry, since, until) {
    const percent = (ms) => `${(100 * ms) / (until - since)}%`;
    const from = Math.max(entry.at, since);
    const bar = this.#again.button(entry);
    bar.classList.add('time-bar');
    bar.title = `${new Date(entry.at).toLocaleTimeString()}, ${Math.max(1, Math.round(entry.lasted / 1000))} s`;
    bar.style.left = percent(from - since);
    bar.style.width = percent(entry.at + entry.lasted - from);
    return bar;
  }
}

function lane(user, bars) {
  return element(
    'li',
    { data: { user } },
    element('bdi', { className: 'user', textContent: user }),
    element('div', { className: 'lane-bars' }, ...bars),
  );
}

function hour(ms) {
  const time = new Date(ms);
  return element('time', {
    dateTime: time.toISOString(),
    textContent: time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }),
  });
}
