#!/bin/sh
# What: werift-rtp 0.8.9 reads a two-byte header extension as such if its four appbits are zero, and else as one element of number 0.
# Why it surprises: the appbits may have any value and say nothing of how the elements are written (RFC 8285 4.3: a receiver looks at the upper
#   12 bits, 0x100). A mid or an audio level in such a packet is not found.
# Seen with: werift-rtp 0.8.9 on Node.js 20.
# Output seen:
#   appbits 0: 4=aa
#   appbits 3: 0=0401aa00
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent werift-rtp@0.8.9 >/dev/null
cat > run.cjs <<'END'
const { RtpPacket } = require('werift-rtp');

for (const appbits of [0, 3]) {
  const extension = [0x10, appbits, 0, 1, 4, 1, 0xaa, 0];
  const packet = RtpPacket.deSerialize(Buffer.from([0x90, 96, 0, 1, 0, 0, 0, 1, 0, 0, 0, 5, ...extension, 0xf0, 0x0d]));
  console.log('appbits ' + appbits + ': ' + packet.header.extensions.map((one) => one.id + '=' + one.payload.toString('hex')).join(' '));
}
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
appbits 0: 4=aa
appbits 3: 0=0401aa00
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
