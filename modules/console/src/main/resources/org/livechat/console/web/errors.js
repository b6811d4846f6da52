import { Op } from './protocol.js';

/**
 * What can go wrong, as one type: `code` is for programs, `message` is a sentence for people.
 *
 * @typedef {'unreachable' | 'restarting' | 'offline' | 'timeout' | 'invalid-token' | 'not-recorded' | 'session-replaced' | 'session-ended' | 'heartbeat-missed' | 'rate-limited'
 *   | 'channel-not-found' | 'channel-full' | 'channel-deleted' | 'channel-removed' | 'access-denied' | 'already-joined'
 *   | 'not-joined' | 'already-exists' | 'offer-refused' | 'not-a-ptt-channel' | 'message-empty' | 'message-too-long'
 *   | 'draining' | 'media-failed' | 'media-interrupted' | 'insecure-context' | 'device-missing' | 'device-denied' | 'device-busy' | 'closed'
 *   | 'refused'} ErrorCode
 */
export class LivechatError extends Error {
  /**
   * @param {ErrorCode} code
   * @param {string} message a sentence for people
   * @param {{number?: number, device?: 'microphone' | 'camera' | 'screen', retryAfter?: number, cause?: unknown}} [rest] `number`: the
   *   protocol's own code, if the server sent one; `retryAfter`: in how many ms the server wants to be tried again, if it said so
   */
  constructor(code, message, { number = null, device = null, retryAfter = null, cause } = {}) {
    super(message, { cause });
    this.name = 'LivechatError';
    this.code = code;
    this.number = number;
    this.device = device;
    this.retryAfter = retryAfter;
  }

  /** Whether trying the same again without a change by somebody can succeed. */
  get fatal() {
    return FATAL.has(this.code);
  }
}

/** Nobody answers. */
export function unreachable(rest) {
  return new LivechatError('unreachable', 'The server cannot be reached.', rest);
}

/** It has said that it goes. */
export function restarting(rest) {
  return new LivechatError('restarting', 'The server is being restarted, or was stopped.', rest);
}

/** This side has no network. */
export function offline() {
  return new LivechatError('offline', 'This device is not connected to a network.');
}

const FATAL = new Set(['invalid-token', 'session-replaced', 'session-ended', 'closed']);

const ACCESS_DENIED = 2002;

/** Protocol error number to [code, words]; words are null where the server's own reason says it best, or made of it. */
const OF_SERVER = new Map([
  [1001, ['invalid-token', 'The server does not accept this token. Ask for a new link.']],
  [1005, ['session-replaced', 'You are connected from another window or device, and this one was signed out.']],
  [1006, ['rate-limited', 'Too many requests in a short time. Wait a moment and try again.']],
  [1008, ['heartbeat-missed', 'The server did not hear from this page for too long and ended the connection.']],
  [2000, ['channel-not-found', 'This channel does not exist.']],
  [2001, ['channel-full', 'This channel is full.']],
  [2002, ['access-denied', sentence]],
  [2003, ['already-joined', 'You are in this channel already.']],
  [2004, ['not-joined', 'You are not in this channel.']],
  [2005, ['already-exists', 'A channel with this name or frequency exists already.']],
  [2006, ['offer-refused', null]],
  [2007, ['not-a-ptt-channel', 'This channel is a conference: everybody can talk at any time.']],
  [2008, ['no-history', 'This server keeps no history.']],
  [3000, ['message-empty', 'The message is empty.']],
  [3001, ['message-too-long', (reason) => `The message is too long: ${reason}.`]],
  [3002, ['not-joined', 'Join the channel before you write to it.']],
  [9001, ['draining', 'The server is about to stop. Try again in a while.']],
]);

/**
 * The error that an ERROR packet stands for.
 *
 * @param {{code?: number, reason?: string}} payload
 */
export function errorOfServer(payload) {
  const number = payload?.code ?? null;
  const reason = payload?.reason || 'The server refused the request.';
  if (number === ACCESS_DENIED && (payload.op ?? Op.IDENTIFY) === Op.IDENTIFY) {
    return new LivechatError('session-ended', sentence(reason), { number, cause: reason }); // not of a channel: of all there is
  }
  const [code, words] = OF_SERVER.get(number) ?? ['refused', null];
  return new LivechatError(code, typeof words === 'function' ? words(reason) : (words ?? reason), { number, cause: reason });
}

/** The server's reason as it is shown to people. */
function sentence(reason) {
  return `${reason[0].toUpperCase()}${reason.slice(1)}.`.replace(INSTANT, localTime);
}

/** ISO 8601, as the server writes an instant. */
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** An instant by the clock that the person has, with its day unless that is today. */
function localTime(instant) {
  const time = new Date(instant);
  const today = time.toDateString() === new Date().toDateString();
  return today ? time.toLocaleTimeString() : time.toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' });
}

/**
 * The error that a failed getUserMedia or getDisplayMedia stands for.
 *
 * @param {'microphone' | 'camera' | 'screen'} device
 * @param {unknown} cause
 */
export function errorOfDevice(device, cause) {
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
  const words = (code, text) => new LivechatError(code, text, { device, cause });
  switch (name) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return words('device-missing', `No ${device} was found. Connect one and try again.`);
    case 'NotAllowedError':
    case 'SecurityError':
      return words('device-denied', `The browser was not allowed to use the ${device}. Allow it in the address bar and try again.`);
    default:
      return words('device-busy', `The ${device} could not be opened. Another program may be using it.`);
  }
}
