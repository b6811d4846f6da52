#!/bin/sh
# What: a peer of werift 0.25.2 that is given three TURN addresses (UDP, UDP, TCP) asks the first, and when nobody answers there ends its
#   gathering without a relay: the others are never tried.
# Why it surprises: several addresses are given so that TCP serves where UDP is blocked; ICE gathers a relayed candidate from each server that
#   it is given (RFC 8445 5.1.1.2), and browsers do.
# Seen with: werift 0.25.2 on Node.js 20; the servers are sockets of loopback that answer nothing.
# Output seen:
#   first, UDP: asked
#   second, UDP: never asked
#   third, TCP: never asked
#   gathering: complete
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent werift@0.25.2 >/dev/null
cat > run.mjs <<'END'
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { RTCPeerConnection } from 'werift';

const asked = new Set();
async function udp(name) {
  const socket = createSocket('udp4').on('message', () => asked.add(name)).bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return `turn:127.0.0.1:${socket.address().port}?transport=udp`;
}
async function tcp(name) {
  const server = createServer((socket) => {
    asked.add(name);
    socket.on('error', () => {}).resume();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `turn:127.0.0.1:${server.address().port}?transport=tcp`;
}
const urls = [await udp('first, UDP'), await udp('second, UDP'), await tcp('third, TCP')];
const peer = new RTCPeerConnection({ iceServers: [{ urls, username: 'ann', credential: 'word' }] });
peer.addTransceiver('audio');
const gathered = peer.iceGatheringStateChange.watch((state) => state === 'complete', 60000);
await peer.setLocalDescription(await peer.createOffer());
if (peer.iceGatheringState !== 'complete') {
  await gathered;
}
for (const name of ['first, UDP', 'second, UDP', 'third, TCP']) {
  console.log(`${name}: ${asked.has(name) ? 'asked' : 'never asked'}`);
}
console.log('gathering: ' + peer.iceGatheringState);
process.exit(0);
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
first, UDP: asked
second, UDP: never asked
third, TCP: never asked
gathering: complete
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
