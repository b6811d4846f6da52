// Somebody in a video room of Janus, who sees and hears all others there, and is seen and heard once they publish.
// The fragment of the address says who and where: #ws=PORT&room=NUMBER&name=NAME.
const { ws, room: number, name } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const room = Number(number);
const KEEP_ALIVE_MS = 20_000;

const socket = new WebSocket(`ws://127.0.0.1:${ws}`, 'janus-protocol');
const answers = new Map();
const handles = new Map();
let session;
let transactions = 0;

function ask(message) {
  const transaction = String(++transactions);
  socket.send(JSON.stringify({ ...message, transaction, ...(session ? { session_id: session } : {}) }));
  return new Promise((resolve) => answers.set(transaction, resolve));
}

socket.onmessage = ({ data }) => {
  const message = JSON.parse(data);
  const answer = answers.get(message.transaction);
  if (answer && message.janus !== 'ack') {
    answers.delete(message.transaction);
    answer(message);
  }
  handles.get(message.sender)?.(message.plugindata?.data ?? {});
};

async function attach(onEvent = () => {}) {
  const { data } = await ask({ janus: 'attach', plugin: 'janus.plugin.videoroom' });
  handles.set(data.id, onEvent);
  const completed = { janus: 'trickle', handle_id: data.id, candidate: { completed: true } };
  return async (body, jsep) => {
    const answer = await ask({ janus: 'message', handle_id: data.id, body, ...(jsep ? { jsep } : {}) });
    if (jsep) {
      ask(completed); // ICE-lite learns our addresses from our checks
    }
    return answer;
  };
}

async function watch(feed) {
  const peer = new RTCPeerConnection();
  peer.ontrack = ({ track }) => {
    const element = document.createElement(track.kind);
    element.autoplay = true;
    element.srcObject = new MediaStream([track]);
    document.body.append(element);
  };
  const tell = await attach();
  const { jsep } = await tell({ request: 'join', ptype: 'subscriber', room, streams: [{ feed }] });
  await peer.setRemoteDescription(jsep);
  await peer.setLocalDescription();
  await tell({ request: 'start', room }, { type: 'answer', sdp: peer.localDescription.sdp });
}

const place = { joined: false, publishing: false, failure: null };
window.place = place;
const seen = new Set();

function meet({ publishers = [] }) {
  for (const { id } of publishers.filter((publisher) => !seen.has(publisher.id))) {
    seen.add(id);
    watch(id).catch((error) => (place.failure = String(error)));
  }
}

socket.onopen = async () => {
  session = (await ask({ janus: 'create' })).data.id;
  setInterval(() => ask({ janus: 'keepalive' }), KEEP_ALIVE_MS);
  const tell = await attach(meet);
  await tell({ request: 'create', room, publishers: 10, bitrate: 0 }); // refused to all but the first, which is fine
  await tell({ request: 'join', ptype: 'publisher', room, display: name });
  place.joined = true;

  place.publish = async () => {
    const peer = new RTCPeerConnection();
    peer.onconnectionstatechange = () => (place.publishing = peer.connectionState === 'connected');
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 },
      video: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 24 } },
    });
    stream.getTracks().forEach((track) => peer.addTransceiver(track, { direction: 'sendonly', streams: [stream] }));
    await peer.setLocalDescription();
    const { jsep } = await tell({ request: 'publish' }, { type: 'offer', sdp: peer.localDescription.sdp });
    await peer.setRemoteDescription(jsep);
  };
};
