import { byId, element } from './dom.js';

/** Who is in the channel. In a conference each of the others can be pinned here, also one who has no tile. */
export class MemberList {
  #place = byId('members');
  #pin;
  #items = new Map();

  /** @param {(user: string, pinned: boolean) => void} pin told that somebody's button was pressed, and whether they were pinned then */
  constructor(pin) {
    this.#pin = pin;
  }

  /**
   * @param {string[]} members this user first
   * @param {boolean} conference
   */
  show(members, conference) {
    byId('member-count').textContent = String(members.length);
    const before = this.#items;
    // what stands already stays, and keeps the keyboard
    this.#items = new Map(members.map((user, at) => [user, before.get(user) ?? this.#item(user, at === 0, conference)]));
    const items = [...this.#items.values()];
    for (const gone of [...this.#place.children].filter((item) => !items.includes(item))) {
      gone.remove();
    }
    items.forEach((item, at) => {
      if (this.#place.children[at] !== item) {
        this.#place.insertBefore(item, this.#place.children[at]);
      }
    });
  }

  /** @param {Set<string>} users who are pinned */
  showPins(users) {
    for (const [user, item] of this.#items) {
      const button = item.querySelector('.member-pin');
      const pinned = users.has(user);
      if (button !== null && button.getAttribute('aria-pressed') !== String(pinned)) {
        button.setAttribute('aria-pressed', String(pinned));
        button.textContent = pinned ? 'Pinned' : 'Pin';
        button.title = pinned ? `Let ${user} go` : `Keep ${user} in view`;
      }
    }
  }

  /** @param {string | null} talker */
  showTalker(talker) {
    for (const [user, item] of this.#items) {
      item.dataset.talking = String(user === talker);
    }
  }

  close() {
    this.#items.clear();
    this.#place.replaceChildren();
  }

  #item(user, own, conference) {
    return element(
      'li',
      { data: { user, own: String(own) } },
      element('span', { className: 'dot', aria: { hidden: 'true' } }),
      element('bdi', { className: 'user', textContent: user }),
      own ? element('span', { className: 'muted', textContent: 'you' }) : null,
      conference && !own ? this.#pinButton(user) : null,
    );
  }

  #pinButton(user) {
    const button = element('button', {
      type: 'button',
      className: 'quiet member-pin',
      textContent: 'Pin',
      title: `Keep ${user} in view`,
      aria: { pressed: 'false', label: `Pin ${user}` },
      onclick: () => this.#pin(user, button.getAttribute('aria-pressed') === 'true'),
    });
    return button;
  }
}
