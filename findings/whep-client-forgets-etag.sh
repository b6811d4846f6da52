#!/bin/sh
# What: the WHEP client of npm's whip-whep 1.2.0, by an author of the RFC, forgets the entity tag of the 201 response; the WHIP
#   client of the same package keeps it.
# Why it surprises: RFC 9725 4.3.1 has the PATCH of a trickled candidate carry "If-Match: <ETag of the session>", and lets a server
#   answer 428 where it is missing. Both clients share that code, and only one of them stores the tag. A server that insists on
#   If-Match gets no candidate of a WHEP player of this package, and all of a WHIP publisher.
# Seen with: whip-whep 1.2.0 on Node.js 20, against a plain HTTP server on loopback and a stand-in for RTCPeerConnection, which Node
#   lacks and which both clients are given as an argument.
# Output seen:
#   WHIP: PATCH If-Match "tag-of-201"
#   WHEP: PATCH If-Match (none)
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent whip-whep@1.2.0 >/dev/null
cat > run.mjs <<'END'
import http from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';

// The package is ES modules without saying so.
const home = 'node_modules/whip-whep/';
for (const name of ['whip', 'whep']) {
  writeFileSync(`${name}.mjs`, readFileSync(`${home}${name}.js`));
}
const { WHIPClient } = await import('./whip.mjs');
const { WHEPClient } = await import('./whep.mjs');

const sdp = [
  'v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', 'c=IN IP4 0.0.0.0',
  'a=mid:0', 'a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuvwx', 'a=setup:actpass', 'a=rtcp-mux', 'a=rtpmap:111 opus/48000/2', '',
].join('\r\n');

let patched;
const server = http.createServer((request, response) => {
  if (request.method === 'PATCH') {
    patched(request.headers['if-match'] ?? '(none)');
    response.writeHead(204).end();
  } else {
    response.writeHead(201, { 'Content-Type': 'application/sdp', Location: '/session', ETag: '"tag-of-201"' }).end(sdp);
  }
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const url = `http://127.0.0.1:${server.address().port}/endpoint`;

function peer() {
  return {
    localDescription: { sdp }, remoteDescription: { sdp }, connectionState: 'new', signalingState: 'stable',
    createOffer: async () => ({ type: 'offer', sdp }),
    setLocalDescription: async () => {},
    setRemoteDescription: async () => {},
    getTransceivers: () => [{ mid: '0', receiver: { track: { kind: 'audio' } } }],
    getSenders: () => [], getConfiguration: () => ({}), setConfiguration() {}, addEventListener() {}, close() {},
  };
}

async function ifMatchOf(start) {
  const seen = new Promise((done) => { patched = done; });
  const pc = peer();
  await start(pc);
  pc.onicecandidate({ candidate: { candidate: 'candidate:1 1 udp 1 127.0.0.1 9 typ host', sdpMid: '0', sdpMLineIndex: 0 } });
  return seen;
}

console.log(`WHIP: PATCH If-Match ${await ifMatchOf((pc) => new WHIPClient().publish(pc, url, 'token'))}`);
console.log(`WHEP: PATCH If-Match ${await ifMatchOf((pc) => new WHEPClient().view(pc, url, 'token'))}`);
process.exit(0);
END
node run.mjs > seen
cat seen
[ "$(cat seen)" = 'WHIP: PATCH If-Match "tag-of-201"
WHEP: PATCH If-Match (none)' ] || { echo "it is no longer so" >&2; exit 1; }
