import { byId, element } from './dom.js';

/** The channels that there are. What stands already stays while it is refreshed, so that no click and no focus is lost. */
export class ChannelList {
  #place = byId('channel-list');
  #none = element('li', { className: 'muted', textContent: 'There is no channel yet.' });
  #join;
  #items = new Map();

  /** @param {(channel: object) => void} join told which channel was chosen, as the server described it last */
  constructor(join) {
    this.#join = join;
  }

  /**
   * @param {object[]} channels as CHANNEL_LIST returns them
   * @param {string | undefined} joined id of the one that this client is in
   */
  show(channels, joined) {
    const before = this.#items;
    this.#items = new Map(channels.map((channel) => [channel.channel_id, before.get(channel.channel_id) ?? this.#item()]));
    for (const channel of channels) {
      this.#items.get(channel.channel_id).show(channel, channel.channel_id === joined);
    }
    const wanted = channels.length === 0 ? [this.#none] : [...this.#items.values()].map((item) => item.element);
    for (const gone of [...this.#place.children].filter((child) => !wanted.includes(child))) {
      gone.remove();
    }
    wanted.forEach((item, at) => {
      if (this.#place.children[at] !== item) {
        this.#place.insertBefore(item, this.#place.children[at]);
      }
    });
  }

  #item() {
    let shown = null;
    const freq = element('span', { className: 'freq' });
    const name = element('span', { className: 'channel-title', dir: 'auto' });
    const mode = element('span', { className: 'muted' });
    const count = element('span', { className: 'count' });
    const button = element(
      'button',
      { type: 'button', className: 'channel', onclick: () => this.#join(shown) },
      freq,
      element('span', { className: 'channel-words' }, name, mode),
      count,
    );
    return {
      element: element('li', {}, button),
      show(channel, joined) {
        shown = channel;
        button.dataset.channel = channel.channel_id;
        button.setAttribute('aria-current', String(joined));
        freq.textContent = channel.freq;
        name.textContent = channel.name;
        mode.textContent = channel.mode === 'conference' ? 'Conference' : 'Push to talk';
        count.textContent = `${channel.member_count}/${channel.capacity}`;
        count.setAttribute('aria-label', `${channel.member_count} of ${channel.capacity} people`);
      },
    };
  }
}
