#!/bin/sh
# What: each ICE password of npm's webrtc-server 0.6.7 is base64 of 16 bytes with its padding: it ends in ==.
# Why it surprises: a password is of letters, digits, + and / (RFC 8839 5.4, ice-char), and the equals sign is none of them. Who
#   reads SDP by its grammar refuses the offer, or the answer, as a whole.
# Seen with: webrtc-server 0.6.7 on Node.js 20.
# Output seen:
#   10 offers: 10 passwords of 24 characters, 10 of which end in ==; by the grammar 0
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent webrtc-server@0.6.7 >/dev/null
cat > run.mjs <<'END'
import { RTCPeerConnection } from 'webrtc-server';

const passwords = new Set();
for (let i = 0; i < 10; i++) {
  const peer = new RTCPeerConnection();
  peer.createDataChannel('any');
  const { sdp } = await peer.createOffer();
  passwords.add(/^a=ice-pwd:(.*)$/m.exec(sdp)[1].trimEnd());
}
const those = (kind) => [...passwords].filter((password) => kind.test(password)).length;
console.log(
  `10 offers: ${passwords.size} passwords of ${[...passwords][0].length} characters, ${those(/==$/)} of which end in ==; by the grammar ${those(/^[A-Za-z0-9+/]{22,256}$/)}`,
);
process.exit(0);
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "10 offers: 10 passwords of 24 characters, 10 of which end in ==; by the grammar 0" ] || { echo "it is no longer so" >&2; exit 1; }
