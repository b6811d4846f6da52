/** What the page remembers: the name and choices in this browser, the token in this tab only. */

const TOKEN = 'livechat.token';
const NAME = 'livechat.name';
const CHOICES = 'livechat.choices';
const DEFAULT_CHOICES = { toggleTalk: false, voiceProcessing: true, tiles: 6, relayOnly: false, tones: 50 };

/**
 * The token from the link (`#token=...`, or `?token=...`, which servers and proxies may log), else the one this tab
 * had before. A token is taken out of the address bar and the history at once.
 */
export function takeToken() {
  const address = new URL(location.href);
  const inFragment = new URLSearchParams(address.hash.replace(/^#/, '')).get('token');
  const token = inFragment ?? address.searchParams.get('token');
  if (token !== null) {
    address.hash = '';
    address.searchParams.delete('token');
    history.replaceState(null, '', address.pathname + address.search);
    rememberToken(token);
    return token;
  }
  return sessionStorage.getItem(TOKEN) ?? '';
}

export function rememberToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

export function forgetToken() {
  sessionStorage.removeItem(TOKEN);
}

export function rememberedName() {
  return localStorage.getItem(NAME) ?? '';
}

export function rememberName(name) {
  localStorage.setItem(NAME, name);
}

/** @returns {{toggleTalk: boolean, voiceProcessing: boolean, tiles: number, relayOnly: boolean, tones: number}} `tiles`: in a conference, at
 *   most; `relayOnly`: media goes through a relay or not at all; `tones`: how loud, 0 to 100 */
export function choices() {
  try {
    return { ...DEFAULT_CHOICES, ...JSON.parse(localStorage.getItem(CHOICES) ?? '{}') };
  } catch {
    return DEFAULT_CHOICES;
  }
}

export function choose(change) {
  localStorage.setItem(CHOICES, JSON.stringify({ ...choices(), ...change }));
}
