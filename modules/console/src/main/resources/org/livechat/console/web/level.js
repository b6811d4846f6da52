/** Steps that can be told from each other; what stays in one is not drawn anew. */
const STEPS = 20;

/**
 * Shows how loud somebody is, for a style sheet, as `--level`.
 *
 * @param {HTMLElement} element
 * @param {number} level 0..1
 */
export function showLevel(element, level) {
  const step = String(Math.round(level * STEPS) / STEPS);
  if (element.style.getPropertyValue('--level') !== step) {
    element.style.setProperty('--level', step);
  }
}
