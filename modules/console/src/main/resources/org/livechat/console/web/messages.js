import { isBlank } from './blank.js';
import { byId, element, setWords } from './dom.js';
import { EndFollower } from './end-follower.js';

const KEPT = 500;
const READ_AT_ONCE = 50;
/** From this share of the limit on the length is shown. */
const NEARLY_FULL = 0.8;
const EMPTY_WORDS = 'The message is empty.';

/** The messages of the joined channel, and the field for one's own, which keeps what could not be sent. */
export class Messages {
  #list = byId('message-list');
  #end = new EndFollower(this.#list);
  #form = byId('message-form');
  #field = byId('message');
  #channel = null;
  #sending = false;
  #doubtful = null; // of which nobody knows whether it was sent
  #shown = new Set(); // ids of those in the list

  constructor() {
    this.#form.onsubmit = (event) => this.#say(event);
    for (const change of ['input', 'change']) {
      this.#field.addEventListener(change, () => this.#note(null));
    }
  }

  open(channel) {
    this.#channel = channel;
    this.#doubtful = null;
    this.#list.replaceChildren();
    this.#shown.clear();
    this.#end.toEnd();
    this.#note(null);
    this.read();
  }

  /** Shows what the server has kept and this list has not: what was written before this page came, or while it was away. */
  async read() {
    const channel = this.#channel;
    try {
      const { entries } = await channel.history('messages', { limit: READ_AT_ONCE });
      if (channel === this.#channel) {
        this.#insert(entries.filter((message) => !this.#shown.has(message.message_id)));
      }
    } catch {
      // a server that keeps no history, or is away: what comes is shown
    }
  }

  /** @param {object[]} messages the latest first, each behind those that were written before it */
  #insert(messages) {
    this.#list.setAttribute('aria-live', 'off'); // what was said long ago is not read aloud
    for (const message of messages) {
      const item = this.#item(message);
      // Of those of the same millisecond the ones that are there already were written later.
      const next = [...this.#list.children].find((other) => Number(other.dataset.at) >= message.timestamp) ?? null;
      this.#list.insertBefore(item, next);
    }
    this.#cut();
    this.#list.setAttribute('aria-live', 'polite');
    this.#end.added();
  }

  show(message) {
    if (this.#shown.has(message.message_id)) {
      return;
    }
    const { author_id: author, content } = message;
    const list = this.#list;
    const own = author === this.#channel.members[0];
    const item = this.#item(message);
    list.append(item);
    this.#cut();
    this.#end.added();
    if (own) {
      this.#showOwn(item, content);
    }
  }

  #cut() {
    while (this.#list.children.length > KEPT) {
      const oldest = this.#list.firstElementChild;
      this.#shown.delete(oldest.dataset.id);
      oldest.remove();
    }
  }

  #item({ message_id: id, author_id: author, content, timestamp }) {
    this.#shown.add(id);
    const own = author === this.#channel.members[0];
    const time = new Date(timestamp);
    return element(
      'li',
      { data: { id, own: String(own), at: String(timestamp) } },
      element('bdi', { className: 'author', textContent: author }),
      element('time', {
        dateTime: time.toISOString(),
        textContent: time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }),
      }),
      element('p', { dir: 'auto', textContent: content }),
    );
  }

  #showOwn(item, content) {
    this.#end.toEnd();
    if (this.#form.contains(document.activeElement)) {
      item.scrollIntoView({ block: 'nearest' }); // on a phone the list may be above what is seen; who talks keeps the button where it is
    }
    if (content === this.#doubtful) {
      this.#sent(content);
    }
  }

  /** The server has taken what was in the field, which may be another text by now. */
  #sent(content) {
    this.#doubtful = null;
    if (this.#field.value.trim() === content) {
      this.#field.value = '';
      this.#note(null);
    }
  }

  /** Sends what the field has, and empties it once the server has taken that. */
  async #say(event) {
    event.preventDefault();
    const content = this.#field.value.trim();
    if (this.#sending) {
      return;
    }
    if (isBlank(content)) {
      this.#note(EMPTY_WORDS);
      return;
    }
    this.#sending = true;
    this.#doubtful = null;
    try {
      await this.#channel.say(content);
      this.#sent(content);
    } catch (error) {
      this.#doubtful = error.code === 'timeout' ? content : null;
      this.#note(error.code === 'timeout' ? `${error.message} The message may have been sent, or not.` : `Not sent: ${error.message}`);
    } finally {
      this.#sending = false;
    }
  }

  /** Says something of what is in the field, or with null how long that is where it is long. */
  #note(words) {
    const bytes = new TextEncoder().encode(this.#field.value.trim()).length;
    const limit = this.#channel.messageLimit;
    const length = bytes < NEARLY_FULL * limit ? '' : lengthWords(bytes, limit);
    setWords('message-note', words ?? length);
    byId('message-note').dataset.tone = words !== null || bytes > limit ? 'warning' : 'muted';
    this.#field.setAttribute('aria-invalid', String(words !== null || bytes > limit));
  }
}

/** In bytes, as the server counts; a Latin letter is one, most others are two or three, an emoji four. */
function lengthWords(bytes, limit) {
  const words = [bytes, limit].map((number) => number.toLocaleString('en')).join(' of ');
  return bytes > limit ? `Too long: ${words} bytes` : `${words} bytes`;
}
