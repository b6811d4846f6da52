/** The sentences of the console about the floor. */

const INDICATORS = { broadcast: 'Broadcast', imminent_peril: 'Imminent peril', emergency: 'Emergency' };

/** A label for what is not normal, or null. */
export function indicatorWords(indicator) {
  return INDICATORS[indicator] ?? null;
}

export const DRAINING_WORDS = 'The server is about to stop. Who talks now can finish, and nobody can begin. This page comes back by itself.';

const DENIED = new Map([
  [1, 'somebody else is talking'],
  [3, 'nobody else is in the channel'],
  [4, 'wait a moment before you ask again'],
  [5, 'you can only listen here now'],
  [6, 'the server is busy'],
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

/** @param {{cause: string}} revocation */
export function revokedWords({ cause }) {
  return REVOKED[cause] ?? 'Your turn was ended by the server.';
}

/**
 * What the button says, and the line above it.
 *
 * @param {import('./floor.js').FloorView} floor
 * @param {{toggle: boolean}} how
 */
export function floorWords(floor, { toggle }) {
  const press = toggle ? 'Press' : 'Hold';
  switch (floor.own) {
    case 'requesting':
      return { label: 'Asking…', detail: '', sentence: 'Asking for the floor…' };
    case 'queued':
      return {
        label: 'In the queue',
        detail: `${floor.position} of ${floor.queueSize}`,
        sentence: `You are number ${floor.position} of ${floor.queueSize} in the queue. ${toggle ? 'Press again to give up your place.' : 'Keep holding to keep your place.'}`,
      };
    case 'talking':
    case 'releasing':
      return { label: 'Talking', detail: secondsLeft(floor.until), sentence: 'You are talking. Everybody in the channel hears you.' };
    default:
      return floor.talker === null
        ? { label: `${press} to talk`, detail: 'or space bar', sentence: 'The channel is free.' }
        : { label: `${press} to queue`, detail: 'or space bar', sentence: `${floor.talker} is talking. ${press} the button to be next.` };
  }
}

function secondsLeft(until) {
  return `${Math.max(0, Math.ceil((until - Date.now()) / 1000))} s left`;
}

const MEDIA = {
  connecting: 'Connecting sound…',
  failed: 'Sound cannot reach the server, trying again. A firewall may block UDP.',
  none: 'Connected without sound.',
};

/** A sentence about the media connection where there is something to say, else null. */
export function mediaWords(state) {
  return MEDIA[state] ?? null;
}

/** What stands for a person without a picture. */
export function initial(name) {
  return name === null ? '' : [...name][0].toUpperCase();
}
