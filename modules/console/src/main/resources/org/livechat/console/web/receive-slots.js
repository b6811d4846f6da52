/**
 * A receive slot: one stream of the server's, whose source changes without renegotiation.
 *
 * @typedef {{mid: string, kind: 'audio' | 'video', track: MediaStreamTrack, user: string | null, paused: boolean,
 *   undecodable: string | null, pin: string | null}} Slot
 *   `user`: whose stream it carries now; `paused`: its picture is held back, since the network takes no more; `undecodable`: the codec
 *   of what is not sent, since this browser has not negotiated it; `pin`: whose it carries whenever there is one
 */

/** Whose stream each receive slot of a channel carries, and who is pinned where. */
export class ReceiveSlots {
  #lines = [];
  #users = new Map();
  #paused = new Set();
  #undecodable = new Map();
  #pins = new Map();

  /** A new media connection begins: what the old one carried is of the past, and pins stay. */
  reset() {
    this.#lines = [];
    this.#users.clear();
    this.#paused.clear();
    this.#undecodable.clear();
  }

  /** @param {{mid: string, kind: 'audio' | 'video', track: MediaStreamTrack}[]} lines as negotiated last */
  negotiated(lines) {
    this.#lines = lines;
    const mids = new Set(lines.map((line) => line.mid));
    for (const mid of [...this.#pins.keys()].filter((pinned) => !mids.has(pinned))) {
      this.#pins.delete(mid);
    }
  }

  /** Takes a `tracks` event, which may come before the answer that makes its slots known. */
  told(slots) {
    for (const { mid, user_id: user, paused, undecodable } of slots) {
      this.#users.set(mid, user);
      this.#undecodable.set(mid, undecodable ?? null);
      this.#paused[paused ? 'add' : 'delete'](mid);
    }
  }

  /** Remembers a pin, or with null that there is none. A user is pinned to one slot. */
  pin(mid, user) {
    for (const [other, pinned] of this.#pins) {
      if (other === mid || pinned === user) {
        this.#pins.delete(other);
      }
    }
    if (user !== null) {
      this.#pins.set(mid, user);
    }
  }

  /** @returns {Map<string, string>} user by mid */
  get pins() {
    return new Map(this.#pins);
  }

  /** @returns {Slot[]} */
  get list() {
    return this.#lines.map((line) => ({
      ...line,
      user: this.#users.get(line.mid) ?? null,
      paused: this.#paused.has(line.mid),
      undecodable: this.#undecodable.get(line.mid) ?? null,
      pin: this.#pins.get(line.mid) ?? null,
    }));
  }
}
