/**
 * Turns presses of a button and of the space bar into `press` and `release`. Held by default; with `toggle()` true,
 * one press starts and the next one ends.
 *
 * @param {HTMLButtonElement} button
 * @param {{press: () => void, release: () => void, toggle: () => boolean, enabled: () => boolean}} on
 */
export function talkButton(button, { press, release, toggle, enabled }) {
  let down = false;

  const start = () => {
    if (down && toggle()) {
      stop();
    } else if (!down && enabled()) {
      down = true;
      press();
    }
  };
  const stop = () => {
    if (down) {
      down = false;
      release();
    }
  };
  const letGo = () => {
    if (!toggle()) {
      stop();
    }
  };

  button.addEventListener('pointerdown', (event) => {
    if (event.button === 0) {
      button.setPointerCapture(event.pointerId); // the release is ours wherever the pointer has gone
      start();
    }
  });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    button.addEventListener(end, letGo);
  }
  button.addEventListener('contextmenu', (event) => event.preventDefault()); // a long press on a phone

  document.addEventListener('keydown', (event) => {
    if (isTalkKey(event, button)) {
      event.preventDefault();
      if (!event.repeat) {
        start();
      }
    }
  });
  document.addEventListener('keyup', (event) => {
    if (event.code === 'Space' || (event.key === 'Enter' && event.target === button)) {
      letGo();
    }
  });

  // a release that happens elsewhere is never told to us
  window.addEventListener('blur', letGo);
  document.addEventListener('visibilitychange', () => document.hidden && letGo());
  window.addEventListener('pagehide', stop);

  return {
    /** The turn has ended without the button: the next press starts a new one. */
    reset() {
      down = false;
    },
  };
}

function isTalkKey(event, button) {
  if (event.ctrlKey || event.altKey || event.metaKey || button.offsetParent === null) {
    return false;
  }
  if (event.target === button) {
    return event.code === 'Space' || event.key === 'Enter';
  }
  return event.code === 'Space' && !event.target.closest('input:not([type=radio]:checked), textarea, select, button, dialog, a');
}
