// Measures what arrives: every 20 ms the loudness at given frequencies, the colour of the picture, and those of all tiles
// whose picture is uncovered; and of each frame of the talker its time and colour. A tile is looked at ten times a second: to
// look is to convert a whole frame, and four pages with four pictures each have little else to do when they do so at every sample.
// arguments: frequencies in Hz. Samples: [Date.now(), [decibels per frequency], frames so far, [red, green, blue],
// [[user, [red, green, blue]] per tile]].
const frequencies = arguments[0];
const context = new AudioContext({ sampleRate: 48000 });
const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
const spectrum = new Float32Array(analyser.frequencyBinCount);
const canvas = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true });
const video = document.getElementById('stage-video');
const samples = [];
const heard = new Set();
let frames = 0;

const looks = [];
const onFrame = () => {
  frames++;
  looks.push([Date.now(), colour(video)]);
  video.requestVideoFrameCallback(onFrame);
};
video.requestVideoFrameCallback(onFrame);

function listen() {
  for (const { srcObject: stream } of document.querySelectorAll('#sound audio')) {
    if (!heard.has(stream)) {
      heard.add(stream);
      context.createMediaStreamSource(stream).connect(analyser);
    }
  }
  for (const audio of document.querySelectorAll('#replay audio')) {
    if (!heard.has(audio)) {
      heard.add(audio);
      context.createMediaElementSource(audio).connect(analyser);
    }
  }
}

function loudness(hertz) {
  const bin = Math.round((hertz * analyser.fftSize) / context.sampleRate);
  return Math.max(-200, ...spectrum.subarray(bin - 1, bin + 2));
}

function colour(picture) {
  if (picture.videoWidth === 0) {
    return [0, 0, 0];
  }
  canvas.drawImage(picture, 0, 0, 8, 8);
  const pixels = canvas.getImageData(2, 2, 4, 4).data;
  const mean = [0, 0, 0];
  for (let at = 0; at < pixels.length; at++) {
    if (at % 4 < 3) {
      mean[at % 4] += pixels[at] / 16;
    }
  }
  return mean;
}

function tiles() {
  return [...document.querySelectorAll('.tile[data-picture=true]')].map((tile) => [tile.dataset.user, colour(tile.querySelector('video'))]);
}

const TILES_EVERY = 5;
let count = 0;
let seen = [];

setInterval(() => {
  listen();
  analyser.getFloatFrequencyData(spectrum);
  if (count++ % TILES_EVERY === 0) {
    seen = tiles();
  }
  samples.push([Date.now(), frequencies.map(loudness), frames, colour(video), seen]);
}, 20);
window.samplesSince = (time) => samples.filter((sample) => sample[0] >= time);
window.looksSince = (time) => looks.filter((look) => look[0] >= time);
