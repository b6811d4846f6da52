#!/bin/sh
# What: werift-rtp 0.8.9 takes the rest of a one-byte header extension behind the identifier 15 for the beginning of the payload.
# Why it surprises: RFC 8285 4.2 keeps 15 for later; who meets it ignores the rest of the extension, whose length the RTP header says. The
#   elements before it are read well, and the payload is not where the header says it is.
# Seen with: werift-rtp 0.8.9 on Node.js 20.
# Output seen:
#   elements 1=aa, payload 2020bb0000f00d
# where the packet has two words of extension and the payload f00d.
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent werift-rtp@0.8.9 >/dev/null
cat > run.cjs <<'END'
const { RtpPacket } = require('werift-rtp');

const header = [0x90, 96, 0, 1, 0, 0, 0, 1, 0, 0, 0, 5];
const extension = [0xbe, 0xde, 0, 2, 0x10, 0xaa, 0xf0, 0x20, 0x20, 0xbb, 0, 0];
const packet = RtpPacket.deSerialize(Buffer.from([...header, ...extension, 0xf0, 0x0d]));
const elements = packet.header.extensions.map((one) => one.id + '=' + one.payload.toString('hex')).join(' ');
console.log('elements ' + elements + ', payload ' + packet.payload.toString('hex'));
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
elements 1=aa, payload 2020bb0000f00d
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
