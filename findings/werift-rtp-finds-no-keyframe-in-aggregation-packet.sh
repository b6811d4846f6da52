#!/bin/sh
# What: werift-rtp 0.8.9 says of an H.264 aggregation packet (STAP-A) with SPS, PPS and an IDR slice in it that it is no keyframe.
# Why it surprises: RFC 6184 5.7.1 puts several units into one packet, and encoders do so with a keyframe that is small enough, as of a still
#   screen. The same slice by itself or in fragments is found. Who waits for a keyframe to begin with waits on.
# Seen with: werift-rtp 0.8.9 on Node.js 20.
# Output seen:
#   IDR by itself: true
#   IDR in fragments: true
#   SPS, PPS and IDR in one packet: false
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent werift-rtp@0.8.9 >/dev/null
cat > run.cjs <<'END'
const { H264RtpPayload } = require('werift-rtp');

const packets = {
  'IDR by itself': [0x65, 0x88, 1, 2],
  'IDR in fragments': [0x7c, 0x85, 0x88, 1],
  'SPS, PPS and IDR in one packet': [0x78, 0, 2, 0x67, 0x42, 0, 2, 0x68, 0xce, 0, 2, 0x65, 0x88],
};
for (const [words, bytes] of Object.entries(packets)) {
  console.log(words + ': ' + H264RtpPayload.deSerialize(Buffer.from(bytes)).isKeyframe);
}
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
IDR by itself: true
IDR in fragments: true
SPS, PPS and IDR in one packet: false
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
