// Somebody at a livechat server who uses its library as an application does, on a page that shows pictures and nothing else.
// Arguments: who it is, the token, the channel, and how high pictures are shown in a conference.
const [user, token, id, height] = arguments;
const place = { joined: false, talking: false, failure: null };
window.place = place;

(async () => {
  const { LivechatClient } = await import('/livechat.js');
  const client = new LivechatClient({ user, token });
  await client.connect();
  const channel = await client.join(id, { voiceProcessing: false });
  const conference = channel.mode === 'conference';
  const elements = new Map();

  function show() {
    for (const { mid, kind, track } of channel.slots) {
      if (track && elements.get(mid)?.srcObject.getTracks()[0] !== track) {
        elements.get(mid)?.remove();
        const element = document.createElement(kind);
        element.autoplay = true;
        element.srcObject = new MediaStream([track]);
        document.body.append(element);
        elements.set(mid, element);
      }
      if (conference && kind === 'video') {
        channel.showAt?.(mid, height); // an older library has none
      }
    }
  }

  channel.addEventListener('slots', show);
  channel.addEventListener('floor', () => (place.talking = channel.floor.own === 'talking'));
  channel.addEventListener('media', () => (place.joined = channel.mediaState === 'connected'));
  place.joined = channel.mediaState === 'connected';
  show();
  await channel.useMicrophone();
  place.showFace = () => channel.useCamera().catch((error) => (place.failure = String(error)));
  place.talk = () => channel.requestFloor();
  place.letGo = () => channel.releaseFloor();
})().catch((error) => (place.failure = String(error)));
