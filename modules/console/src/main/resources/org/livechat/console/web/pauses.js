const FIRST_MS = 500;

/**
 * How long to wait before another try: any time up to a bound that doubles with each ("full jitter"), so that those who have lost the
 * same server at the same instant come back one by one.
 *
 * @param {number} tries how many there have been
 * @param {number} mostMs what the bound is in the end
 * @param {Error | null} [reason] of the last try's failure; a server that says when it wants to be tried again is not tried before
 * @returns {number} in ms
 */
export function pauseBefore(tries, mostMs, reason = null) {
  return (reason?.retryAfter ?? 0) + Math.random() * Math.min(mostMs, FIRST_MS * 2 ** tries);
}
