// What a page plays by Web Audio: the loudest pitches in Hz, as they come.
window.pitches = [];
/** When the latest one was heard. */
window.pitchedAt = performance.now();
const SILENT_DECIBELS = -60;
const ears = new Map();
const { connect } = AudioNode.prototype;
AudioNode.prototype.connect = function (to, ...rest) {
  if (to instanceof AudioDestinationNode) {
    if (!ears.has(to)) {
      ears.set(to, new AnalyserNode(this.context, { fftSize: 4096, smoothingTimeConstant: 0 }));
    }
    connect.call(this, ears.get(to));
  }
  return connect.call(this, to, ...rest);
};
setInterval(() => {
  for (const [destination, ear] of ears) {
    const loudness = new Float32Array(ear.frequencyBinCount);
    ear.getFloatFrequencyData(loudness);
    const loudest = loudness.reduce((best, value, bin) => (value > loudness[best] ? bin : best), 0);
    if (loudness[loudest] > SILENT_DECIBELS) {
      window.pitchedAt = performance.now();
      window.pitches.push((loudest * destination.context.sampleRate) / ear.fftSize);
    }
  }
}, 10);
