#!/bin/sh
# What: rtp-parser 1.0.0 reads the list of contributing sources three bytes too early.
# Why it surprises: CSRC identifiers begin behind the fixed header of twelve bytes (RFC 3550 5.1); the first one is read from byte 9 on, so
#   that it is made of three bytes of the SSRC and one of its own, and a mixer's talkers are never recognised.
# Seen with: rtp-parser 1.0.0 on Node.js 20.
# Output seen:
#   ssrc 11223344, csrc aabbccdd is read as 223344aa
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent rtp-parser@1.0.0 >/dev/null
cat > run.cjs <<'END'
const { parseRtpPacket } = require('rtp-parser');

const packet = [0x81, 111, 0, 1, 0, 0, 0, 2, 0x11, 0x22, 0x33, 0x44, 0xaa, 0xbb, 0xcc, 0xdd, 0xff];
const read = parseRtpPacket(Buffer.from(packet));
console.log(`ssrc ${read.ssrc.toString(16)}, csrc aabbccdd is read as ${read.csrc[0].toString(16)}`);
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
ssrc 11223344, csrc aabbccdd is read as 223344aa
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
