/** The sentences of the console about the floor. */

const INDICATORS = { broadcast: 'Broadcast', imminent_peril: 'Imminent peril', emergency: 'Emergency' };

const CONNECTION = {
  connecting: 'Connecting…',
  ready: 'Connected',
  resuming: 'Reconnecting…',
  waiting: 'Not connected',
  offline: 'Offline',
  closed: 'Not connected',
};

/**
 * What a client's connection is, in a word or two.
 *
 * @param {string} state as of {@link import('./livechat.js').LivechatClient}
 * @param {import('./errors.js').LivechatError | null} error why
 */
export function connectionWords(state, error) {
  if (error?.code === 'restarting' && (state === 'waiting' || state === 'connecting')) {
    return 'Server restarting…';
  }
  return error?.code === 'offline' && state === 'resuming' ? 'Offline' : CONNECTION[state];
}

/** @param {number} retryAt as performance.now() */
export function waitingWords(retryAt) {
  return `Trying again in ${Math.max(1, Math.ceil((retryAt - performance.now()) / 1000))} s.`;
}

/** A label for what is not normal, or null. */
export function indicatorWords(indicator) {
  return INDICATORS[indicator] ?? null;
}

export const DRAINING_WORDS = 'The server is about to stop. Who talks now can finish, and nobody can begin. This page comes back by itself.';

export const MUTED = {
  label: 'Muted',
  detail: 'by an operator',
  sentence: 'An operator has muted you. Nobody hears or sees you until the operator takes it back.',
};

export const NO_MICROPHONE = { label: 'Microphone', detail: 'press to allow', sentence: 'You can listen. Talking needs a microphone.' };

/** What a conference says of one's own microphone. */
export const CONFERENCE = {
  heard: { label: 'Mute', detail: 'you are heard', sentence: 'Everybody hears you.' },
  away: { label: 'Mute', detail: '', sentence: 'You were heard when the connection was lost. Whether you still are is known when it is back.' },
  muted: { label: 'Unmute', detail: 'you are muted', sentence: 'You are muted. Press to be heard.' },
  opening: { label: 'Opening…', detail: '', sentence: 'Opening the microphone…' },
};

/**
 * What the button says while the server drains to who does not talk, and the line above it.
 *
 * @param {string | null} talker who can still finish
 * @param {boolean} over the button is still held down from a turn that is over, or from a wish for one
 */
function drainingWords(talker, over) {
  const sentence = talker === null ? 'Nobody can begin to talk now.' : [{ name: talker }, ' is talking, and can finish. Nobody can begin after that.'];
  return { label: over ? 'Let go' : 'Wait', detail: 'server is stopping', sentence };
}

/** @param {Error | null} why it does not work for now, once that is known */
export function offlineWords(why) {
  const sentence = why === null ? 'You are back in the channel as soon as the server answers.' : `${why.message} Trying again by itself.`;
  return { label: 'Not connected', detail: '', sentence };
}

/** By cause; of the others the server's own reason says more, as of 5 (listening only, muted, a broadcast) and 6 (a drain). */
const DENIED = new Map([
  [1, 'somebody else is talking'],
  [3, 'nobody else is in the channel'],
  [4, 'wait a moment before you ask again'],
  [7, 'the queue is full'],
]);

/** @param {{reason: string, cause: number | null}} denial */
export function deniedWords({ reason, cause }) {
  const why = DENIED.get(cause) ?? (reason.replaceAll('_', ' ').replace(/\.$/, '') || 'the server gave no reason');
  return `You cannot talk now: ${why}.`;
}

const REVOKED = {
  preempted: 'Your turn was taken by somebody with a higher priority.',
  ping_timeout: 'Your turn ended: the server did not hear from this page in time.',
  max_duration: 'Your turn ended: the longest time to talk is over.',
  disconnect: 'Your turn ended: the connection was lost.',
  admin_revoke: 'An operator ended your turn.',
  no_permission: 'Your turn ended: the server says that somebody else has the floor.',
  no_resources: 'Your turn ended: the server is busy.',
  lost: 'Your turn ended: no sound from your microphone reached the server.',
  queue_cleared: 'The queue was cleared. Press again to talk.',
};

/**
 * Why something that somebody sends is not shown or heard here, or null.
 *
 * @param {import('./receive-slots.js').Slot} slot
 */
export function heldWords({ kind, paused, undecodable }) {
  if (undecodable !== null) {
    return `${kind === 'audio' ? 'No sound' : 'No picture'}: this browser cannot decode it (${undecodable})`;
  }
  return paused ? 'Picture paused: slow network' : null;
}

/** @param {{cause: string}} revocation */
export function revokedWords({ cause }) {
  return REVOKED[cause] ?? 'Your turn was ended by the server.';
}

const LEFT = { hidden: 'this page was hidden', keyboard: 'another window took the keyboard' };

/**
 * Why a turn, or a place in the queue, was given up though nobody let go.
 *
 * @param {'requesting' | 'queued' | 'talking' | 'releasing'} own what this client was doing
 * @param {'hidden' | 'keyboard'} why
 */
export function endedWords(own, why) {
  return own === 'talking' || own === 'releasing' ? `Your turn ended: ${LEFT[why]}.` : `You gave up your place: ${LEFT[why]}.`;
}

/**
 * What the button says, and the line above it, in the form that `setWords` takes.
 *
 * @param {import('./floor.js').FloorView} floor
 * @param {object} how
 * @param {boolean} how.toggle
 * @param {boolean} how.over the button is still held down from a turn that is over
 * @param {string | null} how.urgent what the next press asks with, of one who waits with less
 * @param {boolean} how.draining the server is about to stop, and gives the floor to nobody
 * @param {boolean} how.away the server has not been reached for a while, and what it says of the floor is of before
 */
export function floorWords(floor, { toggle, over, urgent, draining, away }) {
  const words = draining && floor.own === 'listening' ? drainingWords(floor.talker, over) : presentWords(floor, toggle, over, urgent);
  return away ? { ...words, sentence: awaySentence(floor) ?? words.sentence } : words;
}

function awaySentence({ own, talker }) {
  const heard = talker === null ? null : [{ name: talker }, ' was talking when the connection was lost. Who talks now is known when it is back.'];
  return AWAY[own] ?? heard;
}

const TALKED = 'You were talking when the connection was lost. Whether you are still heard is known when it is back.';

/** What is true of who asked for the floor, or had it, while nobody can say what has become of that. */
const AWAY = {
  requesting: 'You asked for the floor when the connection was lost. The answer comes when it is back.',
  queued: 'You were in the queue when the connection was lost. Whether you still are is known when it is back.',
  talking: TALKED,
  releasing: TALKED,
};

function presentWords(floor, toggle, over, urgent) {
  const press = toggle ? 'Press' : 'Hold';
  switch (floor.own) {
    case 'requesting':
      return { label: 'Asking…', detail: '', sentence: 'Asking for the floor…' };
    case 'queued':
      return {
        label: toggle && urgent ? `Press: ${indicatorWords(urgent)}` : 'In the queue',
        detail: `${floor.position} of ${floor.queueSize}`,
        sentence: `You are number ${floor.position} of ${floor.queueSize} in the queue. ${queueWords(toggle, urgent)}`,
      };
    case 'talking':
    case 'releasing':
      return { label: 'Talking', detail: secondsLeft(floor.until), sentence: 'You are talking. Everybody in the channel hears you.' };
    default:
      if (over) {
        const sentence = floor.talker === null ? 'The channel is free.' : [{ name: floor.talker }, ' is talking.'];
        return { label: 'Let go', detail: 'then hold again', sentence };
      }
      return floor.talker === null
        ? { label: `${press} to talk`, detail: 'or space bar', sentence: 'The channel is free.' }
        : { label: `${press} to queue`, detail: 'or space bar', sentence: [{ name: floor.talker }, ` is talking. ${press} the button to be next.`] };
  }
}

function queueWords(toggle, urgent) {
  if (!toggle) {
    return 'Keep holding to keep your place.';
  }
  return urgent ? `Press again to ask with ${indicatorWords(urgent)}.` : 'Press again to give up your place.';
}

function secondsLeft(until) {
  return `${Math.max(0, Math.ceil((until - performance.now()) / 1000))} s left`;
}

/** What is left when UDP does not get through. */
const OTHER_WAYS = { tcp: 'TCP', relay: 'the relay' };

/**
 * A sentence about the media connection where there is something to say, else null.
 *
 * @param {import('./media-way.js').MediaWay} way
 */
export function mediaWords({ state, tries, late, reason }) {
  const others = tries.filter((kind) => kind in OTHER_WAYS).map((kind) => OTHER_WAYS[kind]);
  switch (state) {
    case 'connecting':
      if (reason !== null) {
        return `${reason.message} Trying again…`;
      }
      return late && others.length > 0 ? `UDP does not get through, trying ${others.join(' and ')}…` : 'Connecting sound…';
    case 'restarting':
      return `${reason.message} Looking for another way${late && others.length > 0 ? `, over ${others.join(' and ')} too` : ''}…`;
    case 'failed':
      return `${reason.message} Trying again.`;
    case 'none':
      return 'Connected without sound.';
    default:
      return null;
  }
}

/** What stands for a person without a picture. */
export function initial(name) {
  return name === null ? '' : [...name][0].toUpperCase();
}
