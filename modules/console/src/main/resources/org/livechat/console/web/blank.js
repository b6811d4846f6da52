/** What leaves nothing on a screen: blanks, controls, marks without a letter, and the letters and symbols that are empty all the same. */
const UNSEEN = /^[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Mn}\p{Me}\u115F\u1160\u3164\uFFA0\u2800]*$/u;

/** Whether nothing of a text can be seen, for which the server refuses messages and names. */
export function isBlank(text) {
  return UNSEEN.test(text);
}
