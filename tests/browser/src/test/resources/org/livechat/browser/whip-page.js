// What a page does that knows WHIP and WHEP and nothing of livechat: by fetch alone, or by the libraries of others.
const page = { peer: null, resource: null, etag: null, client: null };
window.page = page;

page.devices = () =>
  navigator.mediaDevices.getUserMedia({ video: true, audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });

page.show = (peer) => {
  peer.ontrack = ({ track }) => {
    const place = document.querySelector(track.kind === 'audio' ? '#sound audio' : '#stage-video');
    place.srcObject = new MediaStream([track]);
  };
  peer.onconnectionstatechange = () => (document.getElementById('connection').textContent = peer.connectionState);
};

page.exchange = async (peer, url, token) => {
  await peer.setLocalDescription();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/sdp', Authorization: `Bearer ${token}` },
    body: peer.localDescription.sdp,
  });
  const text = await response.text();
  if (response.status !== 201) {
    throw new Error(`${response.status} ${text}`);
  }
  page.resource = new URL(response.headers.get('location'), url).href;
  page.etag = response.headers.get('etag');
  await peer.setRemoteDescription({ type: 'answer', sdp: text });
};

page.publish = async (url, token) => {
  page.peer = new RTCPeerConnection();
  page.show(page.peer);
  const own = await page.devices();
  own.getTracks().forEach((track) => page.peer.addTransceiver(track, { direction: 'sendonly', streams: [own] }));
  await page.exchange(page.peer, url, token);
};

page.play = async (url, token) => {
  page.peer = new RTCPeerConnection();
  page.show(page.peer);
  ['audio', 'video'].forEach((kind) => page.peer.addTransceiver(kind, { direction: 'recvonly' }));
  await page.exchange(page.peer, url, token);
};

// Ends it as the protocol says; returns the status.
page.stop = async () => {
  const response = await fetch(page.resource, { method: 'DELETE' });
  page.peer.close();
  return response.status;
};

// The whip-whep of those who wrote the RFC.
page.publishByLibrary = async (url, token) => {
  const { WHIPClient } = await import('/third-party/whip-whep/whip.js');
  page.peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  page.show(page.peer);
  const own = await page.devices();
  own.getTracks().forEach((track) => page.peer.addTransceiver(track, { direction: 'sendonly', streams: [own] }));
  page.client = new WHIPClient();
  await page.client.publish(page.peer, url, token);
};

page.playByLibrary = async (url, token) => {
  const { WHEPClient } = await import('/third-party/whip-whep/whep.js');
  page.peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  page.show(page.peer);
  ['audio', 'video'].forEach((kind) => page.peer.addTransceiver(kind, { direction: 'recvonly' }));
  page.client = new WHEPClient();
  await page.client.view(page.peer, url, token);
};

page.restartByLibrary = async () => {
  const before = page.client.iceUsername;
  await page.client.restart();
  return { before, after: page.client.iceUsername, etag: page.client.etag };
};

// The user name fragment with which this page's checks go out now.
page.ufragInUse = async () => {
  const transport = [...(await page.peer.getStats()).values()].find((report) => report.type === 'transport');
  return transport.selectedCandidatePairId ? transport.iceLocalUsernameFragment : '';
};

page.stopByLibrary = () => page.client.stop();
