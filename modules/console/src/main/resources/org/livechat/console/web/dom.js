/** The element with an id that the page has. */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * Writes a sentence, in which names may run in the other direction. Live regions read every write aloud, so only what changed
 * is written.
 *
 * @param {string} id
 * @param {string | (string | {name: string})[]} words
 */
export function setWords(id, words) {
  if (byId(id).textContent !== plain(words)) {
    byId(id).replaceChildren(...nodes(words));
  }
}

function plain(words) {
  return [words].flat().map((part) => part.name ?? part).join('');
}

function nodes(words) {
  return [words].flat().map((part) => (part.name === undefined ? part : element('bdi', { textContent: part.name })));
}

/**
 * Makes an element. Strings become text, never markup.
 *
 * @param {string} tag
 * @param {Record<string, any>} [properties] set as properties; `data` as data attributes, `aria` as aria attributes
 * @param {...(Node | string | null)} children
 */
export function element(tag, { data = {}, aria = {}, ...properties } = {}, ...children) {
  const made = document.createElement(tag);
  Object.assign(made, properties);
  Object.assign(made.dataset, data);
  for (const [name, value] of Object.entries(aria)) {
    made.setAttribute(`aria-${name}`, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * Shows one of several lasting notices, or takes it away with null.
 *
 * @param {string} key a notice replaces the one with the same key
 * @param {string | (string | {name: string})[] | null} words read aloud when it appears
 * @param {object} [how]
 * @param {string} [how.detail] more that changes often, such as a countdown, and is not read aloud again and again
 * @param {{label: string, run: () => void}} [how.action]
 * @param {'warning' | 'error'} [how.tone]
 * @param {boolean} [how.dismissible]
 */
export function banner(key, words, { detail = '', action = null, tone = 'warning', dismissible = true } = {}) {
  const place = byId('banners');
  const text = words === null ? null : plain(words);
  const old = place.querySelector(`[data-key="${key}"]`);
  if (old !== null && old.dataset.text === text) {
    old.querySelector('.detail').textContent = detail;
    return;
  }
  old?.remove();
  if (text === null) {
    return;
  }
  const button = (properties) => element('button', { type: 'button', className: 'quiet', ...properties });
  const shown = element(
    'div',
    { className: 'banner', data: { key, text, tone } },
    element('p', {}, ...nodes(words), ' ', element('span', { className: 'detail', textContent: detail, aria: { hidden: 'true' } })),
    action && button({ textContent: action.label, onclick: action.run }),
    dismissible ? button({ textContent: '✕', aria: { label: 'Dismiss' }, onclick: () => shown.remove() }) : null,
  );
  place.append(shown);
}
