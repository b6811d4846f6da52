// Where a real pointer lands. While `trying`, clicks are noted and do nothing, so that every control can be tried on one page.
(() => {
  const CONTROLS = 'button, a[href], input, select, textarea, summary, [tabindex="0"]';
  const seen = [];
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
    window.addEventListener(type, (event) => {
      if (window.pointed.trying) {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (type === 'click') {
          seen.push(event.target);
        }
      }
    }, true);
  }
  /** A radio button is its label too. */
  const takes = (control, target) => [control, ...(control.labels ?? [])].some((one) => one.contains(target));
  const isOn = (control, x, y) => takes(control, document.elementFromPoint(x, y));
  const within = () => document.querySelector('dialog[open]') ?? document;

  window.pointed = {
    trying: false,
    controls: [],
    /** Finds the controls that can have the focus now, and begins to try them; returns a name of each. */
    find() {
      this.trying = true;
      this.controls = [...within().querySelectorAll(CONTROLS)].filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled);
      return this.controls.map((one) => one.id || one.getAttribute('aria-label') || one.value || one.textContent.trim());
    },
    /** Scrolls a control to where it is seen; returns the middle of it, or words for what is wrong with where it is. */
    reach(at) {
      const control = this.controls[at];
      control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { left, top, right, bottom } = control.getBoundingClientRect();
      const x = (left + right) / 2;
      const y = (top + bottom) / 2;
      const edges = [[x, y], [left + 3, y], [right - 3, y], [x, top + 3], [x, bottom - 3]];
      const covered = edges.find(([a, b]) => !isOn(control, a, b));
      if (covered) {
        const over = document.elementFromPoint(...covered);
        return `at ${covered} there is ${over === null ? 'no page' : over.outerHTML.slice(0, 80)}, not the control at ${[left, top, right, bottom]}`;
      }
      seen.length = 0;
      return [x, y];
    },
    /** Whether the click since then was this control's; takes the next one in reach, as `reach` does, if there is one. */
    landed(at) {
      const landed = seen.some((target) => takes(this.controls[at], target));
      return [landed, at + 1 < this.controls.length ? this.reach(at + 1) : null];
    },
    end() {
      this.trying = false;
      document.querySelectorAll('main, .talk, .side').forEach((one) => one.scrollTo(0, 0));
    },
    /** Whether all of an element is seen without scrolling. */
    inView(id) {
      const { left, top, right, bottom } = document.getElementById(id).getBoundingClientRect();
      const element = document.getElementById(id);
      return [[left + 3, (top + bottom) / 2], [right - 3, (top + bottom) / 2], [(left + right) / 2, top + 3], [(left + right) / 2, bottom - 3]]
        .every(([x, y]) => isOn(element, x, y));
    },
  };
})();
