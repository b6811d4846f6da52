/** The element with an id that the page has. */
export function byId(id) {
  return document.getElementById(id);
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

/** Shows one of several lasting notices, or takes it away with null. An action is `{label, run}`. */
export function banner(key, text, { action = null, tone = 'warning', lasting = true } = {}) {
  const place = byId('banners');
  place.querySelector(`[data-key="${key}"]`)?.remove();
  if (text === null) {
    return;
  }
  const shown = element('div', { className: 'banner', data: { key, tone } }, element('span', { textContent: text }));
  if (action) {
    shown.append(element('button', { type: 'button', className: 'quiet', textContent: action.label, onclick: action.run }));
  }
  if (lasting) {
    shown.append(
      element('button', { type: 'button', className: 'quiet', textContent: '✕', aria: { label: 'Dismiss' }, onclick: () => shown.remove() }),
    );
  }
  place.append(shown);
}
