/** Timers for a page that is hidden: see timers.js. `{id, milliseconds}` sets one, `{id}` takes it back; `id` comes when it is due. */
const timers = new Map();

self.onmessage = ({ data: { id, milliseconds } }) => {
  clearTimeout(timers.get(id));
  timers.delete(id);
  if (milliseconds !== undefined) {
    const fire = () => {
      timers.delete(id);
      self.postMessage(id);
    };
    timers.set(id, setTimeout(fire, milliseconds));
  }
};
