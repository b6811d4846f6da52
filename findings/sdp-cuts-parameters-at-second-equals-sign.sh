#!/bin/sh
# What: npm's sdp 3.2.2 cuts the value of a format parameter at its second equals sign: of sprop-parameter-sets the padding of the first
#   set is lost, and the whole second one.
# Why it surprises: RFC 6184 8.1 has H.264 parameter sets as base64 with commas between them, and base64 ends in equals signs. Writing what
#   was read gives a line that looks sound and has no picture parameter set in it.
# Seen with: sdp 3.2.2 on Node.js 20.
# Output seen:
#   read: Z0LAH9oBQBbpUgAAAwACAAADAGTAgAA
#   written: a=fmtp:98 packetization-mode=1;sprop-parameter-sets=Z0LAH9oBQBbpUgAAAwACAAADAGTAgAA
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent sdp@3.2.2 >/dev/null
cat > run.cjs <<'END'
const SDPUtils = require('sdp');

const sets = 'Z0LAH9oBQBbpUgAAAwACAAADAGTAgAA=,aM4PyA==';
const parameters = SDPUtils.parseFmtp('fmtp:98 packetization-mode=1;sprop-parameter-sets=' + sets);
console.log('read: ' + parameters['sprop-parameter-sets']);
console.log('written: ' + SDPUtils.writeFmtp({ payloadType: 98, parameters }).trim());
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
read: Z0LAH9oBQBbpUgAAAwACAAADAGTAgAA
written: a=fmtp:98 packetization-mode=1;sprop-parameter-sets=Z0LAH9oBQBbpUgAAAwACAAADAGTAgAA
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
