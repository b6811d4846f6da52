import { byId, element } from './dom.js';

const SHOWN = 5;

/** Who was last heard in a push-to-talk channel, the latest first: what the server kept, and then what this page sees. */
export class LastHeard {
  #list = byId('heard-list');
  #channel = null;
  #talking = null;
  #entries = [];

  /** @param {import('./channel.js').JoinedChannel} channel */
  open(channel) {
    this.#channel = channel;
    this.#talking = null;
    this.#entries = [];
    byId('heard').hidden = channel.mode !== 'ptt';
    this.#show();
    this.read();
  }

  /** Reads what the server has, as after joining or being away. */
  async read() {
    const channel = this.#channel;
    if (channel === null || channel.mode !== 'ptt') {
      return;
    }
    try {
      const { entries } = await channel.history('bursts', { limit: SHOWN });
      if (channel === this.#channel) {
        const kept = entries.map((burst) => ({ user: burst.user_id, at: burst.started_at, lasted: burst.duration, indicator: burst.indicator }));
        const newest = kept[0]?.at ?? 0;
        // what has ended while the answer was on its way
        const later = this.#entries.filter((entry) => entry.seen && entry.at > newest + entry.slack);
        this.#entries = [...later, ...kept].slice(0, SHOWN);
        this.#show();
      }
    } catch {
      // a server that keeps no history, or is away: what this page sees is shown
    }
  }

  /** @param {import('./floor.js').FloorView} floor */
  showFloor({ talker, indicator }) {
    const before = this.#talking;
    if (talker === (before?.user ?? null)) {
      return;
    }
    if (before !== null) {
      const lasted = performance.now() - before.since;
      this.#entries = [
        { user: before.user, at: Date.now() - lasted, lasted, indicator: before.indicator, seen: true, slack: lasted + 1000 },
        ...this.#entries,
      ].slice(0, SHOWN);
      this.#show();
    }
    this.#talking = talker === null ? null : { user: talker, indicator, since: performance.now() };
  }

  close() {
    this.#channel = null;
    this.#entries = [];
    this.#show();
  }

  #show() {
    this.#list.replaceChildren(...this.#entries.map((entry) => item(entry)));
    byId('heard').dataset.empty = String(this.#entries.length === 0);
  }
}

function item({ user, at, lasted, indicator }) {
  const time = new Date(at);
  const seconds = Math.max(1, Math.round(lasted / 1000));
  return element(
    'li',
    { data: { user, indicator } },
    element('bdi', { className: 'user', textContent: user }),
    element('time', {
      dateTime: time.toISOString(),
      textContent: time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    }),
    element('span', { className: 'muted', textContent: `${seconds} s` }),
  );
}
