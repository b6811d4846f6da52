import { PAUSED, worstOf } from './quality.js';

/** Whose quality that of a line is. */
export class LineUsers {
  #users = new Map();
  #held = new Set();

  /**
   * @param {import('./channel.js').JoinedChannel} channel
   * @param {Map<string, import('./quality.js').Quality>} received by mid, since this was asked last
   * @param {Set<string>} frames the mids of lines that have had pictures since then
   * @returns {Map<string, import('./quality.js').Quality>} by user
   */
  judge({ slots, mode, floor }, received, frames) {
    const judged = new Map();
    const users = new Map();
    const held = new Set();
    for (const { mid, user: carried, paused } of slots) {
      const user = mode === 'conference' ? carried : floor.talker; // all lines of a push-to-talk channel are the talker's
      users.set(mid, user);
      // A browser says how long a picture stood still once it goes on, which may be a while after the server says that it does.
      const wasHeld = this.#held.has(mid);
      if (paused || (wasHeld && !frames.has(mid))) {
        held.add(mid);
      }
      if (user === null) {
        continue;
      }
      const quality = paused ? PAUSED : wasHeld ? undefined : received.get(mid);
      // A line that has changed hands is judged by what comes from then on; one that is held back is so at once.
      if (quality !== undefined && (paused || this.#users.get(mid) === user)) {
        judged.set(user, [...(judged.get(user) ?? []), quality]);
      }
    }
    this.#users = users;
    this.#held = held;
    return new Map([...judged].map(([user, qualities]) => [user, worstOf(qualities)]));
  }
}
