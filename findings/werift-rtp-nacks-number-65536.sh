#!/bin/sh
# What: werift-rtp 0.8.9 reads a NACK over the wrap of sequence numbers as one of packet 65536, which no packet has.
# Why it surprises: bit i of the mask stands for the packet PID + i modulo 65536 (RFC 4585 6.2.1). It happens where a loss lies on either
#   side of the wrap, once in 65536 packets, and the packet that was asked for is not found.
# Seen with: werift-rtp 0.8.9 on Node.js 20.
# Output seen:
#   lost: 65534 65535 65536
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent werift-rtp@0.8.9 >/dev/null
cat > run.cjs <<'END'
const { RtcpPacketConverter } = require('werift-rtp');

const report = [0x80, 201, 0, 1, 0, 0, 0, 9];
const nack = [0x81, 205, 0, 3, 0, 0, 0, 9, 0, 0, 0, 5, 0xff, 0xfe, 0, 3];
const packets = RtcpPacketConverter.deSerialize(Buffer.from([...report, ...nack]));
console.log('lost: ' + packets[1].feedback.lost.join(' '));
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
lost: 65534 65535 65536
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
