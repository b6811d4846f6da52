#!/bin/sh
# What: werift-rtp 0.8.9 reads the cumulative number of packets lost as an unsigned number.
# Why it surprises: it is a signed one of 24 bits (RFC 3550 6.4.1), and negative where packets came twice, which retransmissions under the
#   same SSRC bring about: two duplicates and no loss are read as 16,777,214 packets lost.
# Seen with: werift-rtp 0.8.9 on Node.js 20.
# Output seen:
#   lost of -2: 16777214
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent werift-rtp@0.8.9 >/dev/null
cat > run.cjs <<'END'
const { RtcpPacketConverter } = require('werift-rtp');

const report = [0x81, 201, 0, 7, 0, 0, 0, 9, 0, 0, 0, 5, 0, 0xff, 0xff, 0xfe, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4];
console.log('lost of -2: ' + RtcpPacketConverter.deSerialize(Buffer.from(report))[0].reports[0].packetsLost);
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
lost of -2: 16777214
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
