// Remembers what becomes of the tiles of a conference.
// changes: [Date.now(), number of the tile, what happened, the user then]; frames: the same with [red, green, blue], of every
// frame that is shown under a name.
const changes = [];
const frames = [];
const numbers = new Map();
const pictured = new Map();
const canvas = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true });

const note = (tile, what) => changes.push([Date.now(), numbers.get(tile), what, tile.dataset.user]);

function colour(video) {
  canvas.drawImage(video, 0, 0, 8, 8);
  return [...canvas.getImageData(4, 4, 1, 1).data].slice(0, 3);
}

function watch(tile) {
  numbers.set(tile, numbers.size);
  pictured.set(tile, tile.dataset.picture);
  note(tile, 'added');
  const video = tile.querySelector('video');
  const onFrame = () => {
    if (tile.dataset.picture === 'true') {
      frames.push([Date.now(), numbers.get(tile), tile.dataset.user, colour(video)]);
    }
    video.requestVideoFrameCallback(onFrame);
  };
  video?.requestVideoFrameCallback(onFrame);
}

const place = document.getElementById('tiles');
[...place.querySelectorAll('.tile')].forEach(watch);
new MutationObserver((mutations) => {
  for (const { type, target, addedNodes, removedNodes, attributeName } of mutations) {
    if (type === 'attributes' && attributeName === 'data-user' && numbers.has(target)) {
      note(target, 'user');
    } else if (type === 'attributes' && numbers.has(target) && pictured.get(target) !== target.dataset.picture) {
      pictured.set(target, target.dataset.picture); // it is written at every frame
      note(target, `picture ${target.dataset.picture}`);
    }
    [...addedNodes].filter((node) => node.className === 'tile').forEach(watch);
    [...removedNodes].filter((node) => numbers.has(node)).forEach((tile) => note(tile, 'removed'));
  }
}).observe(place, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-user', 'data-picture'] });

window.crowd = { changes, frames };
