import { element } from './dom.js';

/** Three bars, of which all, two or one are full, or the two of a pause. What they say is said in words too. */
export function qualityMark() {
  return element('span', { className: 'quality', hidden: true }, element('i'), element('i'), element('i'));
}

/**
 * Shows a quality, or with null that there is none to show.
 *
 * @param {HTMLElement} mark
 * @param {string} whose such as `Your network`
 * @param {import('./quality.js').Quality | null} quality
 */
export function showQuality(mark, whose, quality) {
  mark.hidden = quality === null;
  if (quality !== null) {
    const words = `${whose}: ${wordsOf(quality)}`;
    mark.dataset.grade = quality.grade;
    mark.title = words;
    mark.setAttribute('role', 'img');
    mark.setAttribute('aria-label', words);
  }
}

function wordsOf({ grade, loss, roundTrip, stopped, paused }) {
  const details = [
    paused && grade !== 'paused' ? 'picture paused' : null,
    loss >= 0.01 ? `${Math.round(100 * loss)} % lost` : null,
    stopped >= 0.01 ? `picture stood still for ${Math.round(100 * stopped)} % of the time` : null,
    roundTrip === null ? null : `${Math.round(1000 * roundTrip)} ms there and back`,
  ].filter((detail) => detail !== null);
  return [grade === 'paused' ? 'picture paused' : grade, ...details].join(', ');
}
