import { LivechatClient } from './livechat.js';
import { isBlank } from './blank.js';
import { ChannelList } from './channel-list.js';
import { ChannelView } from './channel-view.js';
import { banner, byId, setWords } from './dom.js';
import { choices, choose, forgetToken, rememberedName, rememberName, rememberToken, takeToken } from './settings.js';
import { connectionWords, waitingWords } from './words.js';

const LIST_REFRESH_MS = 4000;

const view = new ChannelView();
const list = new ChannelList(join);
let client = null;
let joined = null;
let joining = false;
let ticking = null;

function showPage(name) {
  document.body.dataset.view = name;
  byId('sign-out').hidden = name === 'sign-in';
}

async function signIn(event) {
  event.preventDefault();
  const user = byId('name').value.trim();
  const token = byId('token').value;
  if (client !== null) {
    return;
  }
  if (isBlank(user)) {
    noteName('Type your name, as the others will see it.');
    byId('name').focus();
    return;
  }
  rememberName(user);
  rememberToken(token);
  banner('connection', null);
  byId('connect').disabled = true;
  const connecting = new LivechatClient({ user, token, iceTransportPolicy: choices().relayOnly ? 'relay' : 'all' });
  client = connecting;
  connecting.addEventListener('state', (change) => client === connecting && follow(change.detail));
  try {
    await connecting.connect();
    byId('me').textContent = user;
    showPage('channels');
    await refresh();
  } catch {
    // follow() has said why
  } finally {
    byId('connect').disabled = false;
  }
}

/** Says what is wrong with the name, or with an empty text nothing. */
function noteName(words) {
  setWords('name-note', words);
  byId('name').setAttribute('aria-invalid', String(words !== ''));
}

function follow({ state, error, retryAt }) {
  clearInterval(ticking);
  const pill = byId('connection');
  pill.dataset.state = state;
  pill.textContent = connectionWords(state, error);
  view.lost(state !== 'ready');
  switch (state) {
    case 'ready':
    case 'resuming':
      banner('connection', null);
      break;
    case 'waiting':
    case 'offline':
      sayWaiting(error, retryAt);
      ticking = setInterval(() => sayWaiting(error, retryAt), 1000);
      break;
    case 'closed':
      ended(error);
      break;
    default: // connecting: the pill says it
  }
}

function sayWaiting(error, retryAt) {
  banner('connection', error.message, {
    detail: waitingWords(retryAt),
    dismissible: false,
    action: { label: 'Try now', run: () => client.reconnectNow() },
  });
}

/** The session is over for good: back to the sign-in card, with the reason. */
function ended(error) {
  client = null;
  joined = null;
  view.close();
  showPage('sign-in');
  byId('me').textContent = '';
  if (error.code === 'invalid-token') {
    forgetToken();
    byId('token-field').hidden = false;
    byId('token').value = '';
    byId('token').focus();
  }
  if (error.code !== 'closed') {
    banner('connection', error.message, { tone: 'error' });
  }
}

async function refresh() {
  if (client?.state.state !== 'ready' || document.hidden) {
    return;
  }
  try {
    list.show(await client.channels(), joined?.id);
  } catch {
    // the next refresh tries again, and a lost connection is told by follow()
  }
}

async function join(summary) {
  if (joining || client === null || joined?.id === summary.channel_id) {
    return;
  }
  joining = true;
  view.expect(true);
  banner('channel', null);
  try {
    if (joined !== null) {
      await leave();
    }
    const channel = await client.join(summary.channel_id, {
      mode: summary.mode,
      voiceProcessing: choices().voiceProcessing,
      remoteVideos: choices().tiles,
    });
    joined = channel;
    channel.addEventListener('closed', (event) => left(channel, summary, event.detail));
    view.open(channel, summary, (id, signal) => client.recording(id, signal));
    showPage('talk');
  } catch (error) {
    banner('channel', [{ name: summary.name }, `: ${error.message}`], { tone: 'error' });
  } finally {
    joining = false;
    view.expect(false);
    await refresh();
  }
}

async function leave() {
  await joined?.leave();
}

function left(channel, summary, reason) {
  if (joined !== channel) {
    return;
  }
  joined = null;
  view.close();
  showPage('channels');
  if (reason !== null) {
    banner('channel', [{ name: summary.name }, `: ${reason.message}`], { tone: 'error' });
  }
  refresh();
}

function start() {
  const token = takeToken();
  byId('token').value = token;
  byId('token-field').hidden = token !== '';
  byId('name').value = rememberedName();
  byId('sign-in-form').onsubmit = signIn;
  for (const change of ['input', 'change']) {
    byId('name').addEventListener(change, () => noteName(''));
  }
  byId('sign-out').onclick = () => client.close();
  byId('leave').onclick = async () => {
    await leave();
    await refresh();
  };
  byId('open-settings').onclick = () => byId('settings').showModal();
  byId('toggle-talk').checked = choices().toggleTalk;
  byId('voice-processing').checked = choices().voiceProcessing;
  byId('toggle-talk').onchange = (event) => {
    choose({ toggleTalk: event.target.checked });
    view.showChoices();
  };
  byId('voice-processing').onchange = (event) => choose({ voiceProcessing: event.target.checked });
  byId('relay-only').checked = choices().relayOnly;
  byId('relay-only').onchange = (event) => choose({ relayOnly: event.target.checked });
  byId('tone-volume').value = String(choices().tones);
  byId('tone-volume').onchange = (event) => {
    choose({ tones: Number(event.target.value) });
    view.showTones();
  };
  document.addEventListener('visibilitychange', refresh);
  setInterval(refresh, LIST_REFRESH_MS);
  byId(token === '' && rememberedName() !== '' ? 'token' : 'name').focus();
}

start();
