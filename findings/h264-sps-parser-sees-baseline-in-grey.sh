#!/bin/sh
# What: h264-sps-parser 0.2.0 says of a Baseline picture that it has no chroma and samples of 0 bits.
# Why it surprises: Baseline, Main and Extended do not write these fields, and what is not written is chroma_format_idc 1, which is 4:2:0, and
#   8 bits (H.264 7.4.2.1.1). Value 0 is a real one, of monochrome pictures. Cropping is counted in units of chroma, so a picture of
#   1080 lines comes out with another height.
# Seen with: h264-sps-parser 0.2.0 on Node.js 20.
# Output seen:
#   profile 66: chroma_format_idc 0, 0 bits
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent h264-sps-parser@0.2.0 >/dev/null
cat > run.cjs <<'END'
const { parse } = require('h264-sps-parser');

const sps = parse(Uint8Array.from(Buffer.from('Z0LAH9oBQBbpUgAAAwACAAADAGTAgAA=', 'base64')));
console.log('profile ' + sps.profile_idc + ': chroma_format_idc ' + sps.chroma_format_idc + ', ' + sps.bit_depth_luma + ' bits');
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
profile 66: chroma_format_idc 0, 0 bits
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
