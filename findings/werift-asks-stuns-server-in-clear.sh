#!/bin/sh
# What: a peer of werift 0.25.2 asks a server that it is given as stuns: over UDP, in clear.
# Why it surprises: stuns: is STUN over TLS or DTLS (RFC 7064 3.1, RFC 8489 6.2.3). A server that speaks TLS on that port hears nothing of it,
#   and the peer's gathering waits for answers that never come; turns: of the same list is spoken over TLS.
# Seen with: werift 0.25.2 on Node.js 20; the server is a pair of sockets of loopback with one number that answer nothing.
# Output seen:
#   over TCP: nobody
#   over UDP, first bytes: 0001
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

let connections = 0;
let first = null;
const tcp = createServer((socket) => {
  connections++;
  socket.on('error', () => {}).resume();
}).listen(0, '127.0.0.1');
await once(tcp, 'listening');
const { port } = tcp.address();
const udp = createSocket('udp4').on('message', (bytes) => (first ??= bytes)).bind(port, '127.0.0.1');
await once(udp, 'listening');
const peer = new RTCPeerConnection({ iceServers: [{ urls: `stuns:127.0.0.1:${port}` }] });
peer.addTransceiver('audio');
const gathered = peer.iceGatheringStateChange.watch((state) => state === 'complete', 60000);
await peer.setLocalDescription(await peer.createOffer());
if (peer.iceGatheringState !== 'complete') {
  await gathered;
}
console.log('over TCP: ' + (connections === 0 ? 'nobody' : 'somebody'));
console.log('over UDP, first bytes: ' + first?.subarray(0, 2).toString('hex'));
process.exit(0);
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
over TCP: nobody
over UDP, first bytes: 0001
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
