// Runs in Firefox before the page's own scripts: its camera sees what Chromium's file has (MovingPicture): a street of blocks
// that passes by, and grain. window.netlabPicture: {width, height, framesPerSecond}. All of it is drawn once, and moved then.
(() => {
  const BLOCK = 16;
  const GRAIN = 10;
  const DARKEST = 40;
  const SPAN = 160;
  const SECONDS = 2;
  const GRAINS = 16;
  const { width, height, framesPerSecond } = window.netlabPicture;

  function drawn(draw) {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    draw(canvas.getContext('2d'));
    return canvas;
  }

  const street = () =>
    drawn((brush) => {
      for (let y = 0; y < height; y += BLOCK) {
        for (let x = 0; x < width; x += BLOCK) {
          const shade = () => DARKEST + Math.random() * SPAN;
          const grey = shade();
          brush.fillStyle = `rgb(${grey}, ${grey}, ${(3 * grey + shade()) / 4})`;
          brush.fillRect(x, y, BLOCK, BLOCK);
        }
      }
    });

  // black or white, so thin that a pixel changes by up to GRAIN
  const grain = () =>
    drawn((brush) => {
      const image = brush.createImageData(width, height);
      for (let at = 0; at < image.data.length; at += 4) {
        image.data.fill(Math.random() < 0.5 ? 0 : 255, at, at + 3);
        image.data[at + 3] = Math.random() * 2 * GRAIN;
      }
      brush.putImageData(image, 0, 0);
    });

  function camera(rate) {
    const streets = [street(), street()];
    const grains = Array.from({ length: GRAINS }, grain);
    const canvas = drawn(() => {});
    const brush = canvas.getContext('2d');
    let frame = 0;
    setInterval(() => {
      const passed = Math.round((width * frame) / (SECONDS * rate)) % width;
      for (let row = 0, y = 0; y < height; row++, y += 2 * BLOCK) {
        const shift = row % 2 === 0 ? -passed : passed - width;
        for (const x of [shift, shift + width]) {
          brush.drawImage(streets[row % 2], 0, y, width, 2 * BLOCK, x, y, width, 2 * BLOCK);
        }
      }
      brush.drawImage(grains[frame % GRAINS], 0, 0);
      frame++;
    }, 1000 / rate);
    // what is drawn is taken when it is: at a rate of its own it is every other frame
    const [track] = canvas.captureStream().getVideoTracks();
    track.getSettings = () => ({ width, height, frameRate: rate }); // those of a canvas are empty
    return track;
  }

  const fake = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = async function ({ audio, video }) {
    const stream = audio ? await fake.call(this, { audio }) : new MediaStream();
    if (video) {
      stream.addTrack(camera(Math.min(framesPerSecond, video.frameRate?.ideal ?? framesPerSecond)));
    }
    return stream;
  };
})();
