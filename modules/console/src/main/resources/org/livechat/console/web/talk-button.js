/**
 * Turns presses of a button and of the space bar into `press` and `release`. Held by default; with `toggle()` true, one
 * press starts and the next one ends. A click without pointer or key, as assistive technology makes, cannot be held: it
 * starts, and the next one ends, whatever `toggle()` says.
 *
 * @param {HTMLButtonElement} button
 * @param {object} on
 * @param {() => void} on.press
 * @param {(why: null | 'hidden' | 'keyboard') => void} on.release let go, or why it was not waited for: the page was hidden, or
 *   has lost the keyboard with the key still down
 * @param {() => boolean} on.again told of the press that would end it; true keeps it
 * @param {() => void} on.lifted what held the button has left it, after the turn was over
 * @param {() => boolean} on.toggle
 * @param {() => boolean} on.enabled
 * @param {() => boolean} on.expected the button is not on the page yet, and is about to be: a key that is pressed meanwhile is its own
 */
export function talkButton(button, { press, release, again, lifted, toggle, enabled, expected }) {
  let active = false; // pressed, and neither released nor reset since
  let holder = null; // the pointer or key that holds it down; whatever comes beside it does not count
  let early = false; // which did so when there was nothing to begin yet
  let pointed = false; // a pointer has pressed, and its click is still to come

  const begin = () => {
    if (enabled()) {
      active = true;
      press();
    }
  };
  const end = (why = null) => {
    if (active) {
      active = false;
      release(why);
    }
  };
  const endUnlessKept = () => {
    if (!again()) {
      end();
    }
  };

  const down = (source) => {
    if (holder === null) {
      holder = source;
      early = !active && !enabled();
      if (!active) {
        begin();
      } else if (toggle()) {
        endUnlessKept();
      }
    }
  };
  const up = (source, why = null) => {
    if (holder !== source) {
      return;
    }
    holder = null;
    if (active && !toggle()) {
      end(why);
    } else {
      lifted();
    }
  };

  button.addEventListener('pointerdown', (event) => {
    if (event.button === 0) {
      pointed = true;
      down(event.pointerId);
      button.setPointerCapture(event.pointerId); // the release is ours wherever the pointer has gone
    }
  });
  for (const lift of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    button.addEventListener(lift, (event) => up(event.pointerId));
  }
  button.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'mouse' && (event.buttons & 1) === 0) {
      up(event.pointerId); // its other button is still down, so there is no pointerup
    }
  });
  button.addEventListener('contextmenu', (event) => event.preventDefault()); // a long press on a phone
  button.addEventListener('click', (event) => {
    const told = pointed && event.detail !== 0;
    pointed = false;
    if (told) {
      return; // by its pointerdown
    }
    if (active) {
      endUnlessKept();
    } else {
      begin();
    }
  });

  document.addEventListener('keydown', (event) => {
    if (isTalkKey(event, button, expected())) {
      event.preventDefault();
      if (!event.repeat) {
        down(event.code);
      }
    }
  });
  document.addEventListener('keyup', (event) => {
    if (holder === event.code) {
      event.preventDefault(); // Firefox clicks a focused control on this one
      up(event.code);
    }
  });

  // that a key is let go elsewhere is never told to us; that a captured pointer is, always
  window.addEventListener('blur', () => typeof holder === 'string' && up(holder, 'keyboard'));
  const hide = () => {
    holder = null;
    end('hidden');
  };
  document.addEventListener('visibilitychange', () => document.hidden && hide());
  window.addEventListener('pagehide', hide);

  return {
    /** Whether it was pressed, and neither released nor reset since. */
    get active() {
      return active;
    },

    /** Whether a pointer or a key holds it down. */
    get held() {
      return holder !== null;
    },

    /** There is something to begin now: what has held it down since before begins it. */
    comes() {
      if (holder !== null && early && !active) {
        early = false;
        begin();
      }
    },

    /** The turn has ended without the button: the next press starts a new one. */
    reset() {
      active = false;
    },
  };
}

/** Where the space bar is a letter. */
const TEXT = 'input:not([type=radio], [type=checkbox]), textarea, [contenteditable]';

/** The space bar, wherever the keyboard is but in a text or a dialog, and what presses a button when that has the keyboard. */
function isTalkKey(event, button, expected) {
  if (event.ctrlKey || event.altKey || event.metaKey || (button.offsetParent === null && !expected)) {
    return false;
  }
  if (event.target === button && ['Enter', 'NumpadEnter'].includes(event.code)) {
    return true;
  }
  return event.code === 'Space' && !event.target.closest?.(TEXT) && document.querySelector('dialog[open]') === null;
}
