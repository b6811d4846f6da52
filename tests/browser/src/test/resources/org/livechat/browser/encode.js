// Encodes one VP8 keyframe a colour. arguments: colours as style sheets have them, what is told [base64 a colour].
const [colours, done] = arguments;

async function keyframe(colour) {
  const canvas = new OffscreenCanvas(64, 48);
  const brush = canvas.getContext('2d');
  brush.fillStyle = colour;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  const bytes = await new Promise((resolve, reject) => {
    const output = (chunk) => {
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      resolve(data);
    };
    const encoder = new VideoEncoder({ output, error: reject });
    encoder.configure({ codec: 'vp8', width: canvas.width, height: canvas.height });
    const frame = new VideoFrame(canvas, { timestamp: 0 });
    encoder.encode(frame, { keyFrame: true });
    encoder.flush().then(() => encoder.close());
    frame.close();
  });
  return btoa(String.fromCharCode(...bytes));
}

Promise.all(colours.map(keyframe)).then(done, (error) => done(String(error)));
