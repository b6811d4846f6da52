import { byId, element } from './dom.js';
import { TimeLine } from './time-line.js';

const SHOWN = 5;
/** As many as talkers are chosen among, where they can be heard again. */
const READ_OF_RECORDED = 100;
/** A recording is there so soon after its burst; not all who may hear it ask for it at once. */
const RECORDED_MS = 1500;
const APART_MS = 1500;
/** A burst that has no recording so long after its end will have none. */
const SETTLED_MS = 5000;
const LOOK_AGAIN_MS = 500;

/** Who was last heard in a push-to-talk channel, the latest first: what the server kept, and then what this page sees. */
export class LastHeard {
  #list = byId('heard-list');
  #again;
  #line;
  #channel = null;
  #talking = null;
  #entries = [];
  #replay = false;
  #reading = null;
  #endedAt = -Infinity;

  /** @param {import('./say-again.js').SayAgain} again */
  constructor(again) {
    this.#again = again;
    this.#line = new TimeLine(again);
  }

  /** @param {import('./channel.js').JoinedChannel} channel */
  open(channel) {
    this.#channel = channel;
    this.#talking = null;
    this.#entries = [];
    this.#replay = false;
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
      const { entries, replay = false } = await channel.history('bursts', { limit: this.#replay ? READ_OF_RECORDED : SHOWN });
      if (channel === this.#channel) {
        const found = replay && !this.#replay;
        const kept = entries.map(entryOf);
        const newest = kept[0]?.at ?? 0;
        // what has ended while the answer was on its way
        const later = this.#entries.filter((entry) => entry.seen && entry.at > newest + entry.slack);
        this.#entries = [...later, ...kept];
        this.#replay = replay;
        this.#again.offer(
          replay,
          kept.filter((entry) => entry.recordings.length > 0).map((entry) => entry.user),
        );
        this.#show();
        if (found) {
          await this.read(); // more of them, now that they can be heard
        }
      }
    } catch {
      // a server that keeps no history, or is away: what this page sees is shown
    }
  }

  /**
   * The last burst that can be heard again, of the talker who is wanted; null where there is none. One that has just ended is waited for.
   *
   * @param {() => boolean} wanted whether anybody still waits
   */
  async latest(wanted) {
    await this.read();
    while (wanted() && this.#awaitsRecording()) {
      await new Promise((passed) => setTimeout(passed, LOOK_AGAIN_MS));
      await this.read();
    }
    return this.#wanted().find((entry) => entry.recordings?.length > 0) ?? null;
  }

  #awaitsRecording() {
    const newest = this.#wanted()[0];
    return newest !== undefined && !newest.recordings?.length && performance.now() - this.#endedAt < SETTLED_MS;
  }

  /** Another talker is wanted. */
  filter() {
    this.#show();
  }

  /** @param {import('./floor.js').FloorView} floor */
  showFloor({ talker, indicator }) {
    const before = this.#talking;
    if (talker === (before?.user ?? null)) {
      return;
    }
    if (before !== null) {
      this.#endedAt = performance.now();
      const lasted = this.#endedAt - before.since;
      this.#entries = [
        { user: before.user, at: Date.now() - lasted, lasted, indicator: before.indicator, seen: true, slack: lasted + 1000 },
        ...this.#entries,
      ].slice(0, READ_OF_RECORDED);
      this.#show();
      this.#readSoon();
    }
    this.#talking = talker === null ? null : { user: talker, indicator, since: performance.now() };
  }

  #readSoon() {
    clearTimeout(this.#reading);
    if (this.#replay) {
      this.#reading = setTimeout(() => this.read(), RECORDED_MS + Math.random() * APART_MS);
    }
  }

  close() {
    clearTimeout(this.#reading);
    this.#channel = null;
    this.#entries = [];
    this.#show();
  }

  #wanted() {
    const { talker } = this.#again;
    return talker === '' ? this.#entries : this.#entries.filter((entry) => entry.user === talker);
  }

  #show() {
    const focused = this.#list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    this.#list.replaceChildren(
      ...this.#wanted()
        .slice(0, SHOWN)
        .map((entry) => item(entry, this.#again.button(entry))),
    );
    if (focused !== null) {
      this.#list.querySelector(`[data-key="${focused}"]`)?.focus();
    }
    this.#line.show(this.#replay ? this.#wanted() : []);
    byId('heard').dataset.empty = String(this.#entries.length === 0);
  }
}

function entryOf(burst) {
  return {
    user: burst.user_id,
    at: burst.started_at,
    lasted: burst.duration,
    indicator: burst.indicator,
    key: `${burst.epoch}-${burst.sequence}`,
    recordings: burst.recordings ?? [],
  };
}

function item({ user, at, lasted, indicator }, button) {
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
    button,
  );
}
