// What the applications of OfferedLinesTest are made of. Needs negotiator.js.

/** Somebody in the conference who sends tracks and receives kinds, a line each. */
async function enter(user, { send = [], receive = [], change = (sdp) => sdp }) {
  const person = await Negotiator.signIn(user, TOKEN);
  person.change = change;
  send.forEach((track) => person.peer.addTransceiver(track, { direction: 'sendonly' }));
  receive.forEach((kind) => person.peer.addTransceiver(kind, { direction: 'recvonly' }));
  await person.join('CH_0004');
  return person;
}

async function microphone() {
  const plain = { autoGainControl: false, echoCancellation: false, noiseSuppression: false };
  return (await navigator.mediaDevices.getUserMedia({ audio: plain })).getTracks()[0];
}

async function camera() {
  return (await navigator.mediaDevices.getUserMedia({ video: { frameRate: 15, width: 320, height: 240 } })).getTracks()[0];
}

/** A camera before a wall. */
function paint(colour) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 320, height: 240 });
  const brush = canvas.getContext('2d');
  brush.fillStyle = colour;
  setInterval(() => brush.fillRect(0, 0, 320, 240), 60); // a canvas gives a picture whenever it is painted
  return canvas.captureStream(15).getTracks()[0];
}

/** Has a track played, as Chromium needs before it decodes. */
function play(track, kind = 'audio') {
  const element = document.createElement(kind);
  element.srcObject = new MediaStream([track]);
  element.play();
  return element;
}

/** The colours of a track's pictures, by the strongest part of each. */
class Seen {
  colours = [];

  constructor(track) {
    const video = play(track, 'video');
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const look = () => {
      canvas.drawImage(video, 0, 0, 1, 1);
      const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
      this.colours.push(red > Math.max(green, blue) + 50 ? 'red' : blue > Math.max(red, green) + 50 ? 'blue' : `${red} ${green} ${blue}`);
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  }
}

/** An offer, one of whose lines is another. */
function changeLine(sdp, index, change) {
  return sdp.split(/(?=^m=)/m).map((part, at) => (at === index + 1 ? change(part) : part)).join('');
}

/** A line of sound that offers Opus alone, under this payload type. */
function opusAs(type, section) {
  const known = /^a=rtpmap:(\d+) opus/m.exec(section)[1];
  return section
    .replace(/^(m=audio \d+ \S+).*/m, `$1 ${type}`)
    .replace(/^a=(rtpmap|fmtp|rtcp-fb):(\d+) .*\r\n/gm, (line, name, number) =>
      number === known ? line.replace(`:${number} `, `:${type} `) : '');
}

/** A line whose header extensions have other numbers than those of the other lines. */
function otherExtensions(section) {
  return section.replace(/^a=extmap:(\d) /gm, 'a=extmap:1$1 ');
}

/** An offer that takes no feedback for its pictures but this. */
function feedback(sdp, ...kinds) {
  return sdp
    .replace(/^a=rtcp-fb:.*\r\n/gm, '')
    .replace(/(?=^a=rtpmap:(\d+) VP8)/m, (_, type) => kinds.map((kind) => `a=rtcp-fb:${type} ${kind}\r\n`).join(''));
}

Object.assign(window, { enter, microphone, camera, paint, play, Seen, changeLine, opusAs, otherExtensions, feedback });
