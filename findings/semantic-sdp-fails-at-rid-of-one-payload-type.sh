#!/bin/sh
# What: semantic-sdp 3.31.1 fails at a rid that is restricted to one payload type; to two it reads it.
# Why it surprises: pt= is a list of one or more (RFC 8851 10), and the examples of RFC 8853 have one. The library it reads with
#   makes a number of a text that looks like one, and a number cannot be split.
# Seen with: semantic-sdp 3.31.1 on Node.js 20.
# Output seen:
#   pt=120,121: 1 section
#   pt=120: TypeError: list[k].split is not a function
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent semantic-sdp@3.31.1 >/dev/null
cat > run.cjs <<'END'
const { SDPInfo } = require('semantic-sdp');

for (const payloadTypes of ['120,121', '120']) {
  const text = ['v=0', 'o=- 1 1 IN IP4 203.0.113.1', 's=-', 't=0 0', 'a=group:BUNDLE 0', 'm=video 9 UDP/TLS/RTP/SAVPF 120 121', 'c=IN IP4 0.0.0.0',
    'a=mid:0', 'a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuvwx', 'a=fingerprint:sha-256 AA:BB', 'a=setup:actpass', 'a=rtcp-mux',
    'a=sendonly', 'a=rtpmap:120 VP8/90000', 'a=rtpmap:121 VP9/90000', 'a=rid:hi send pt=' + payloadTypes, 'a=rid:lo send',
    'a=simulcast:send hi;lo', ''].join('\r\n');
  let seen;
  try {
    seen = SDPInfo.parse(text).getMedias().length + ' section';
  } catch (e) {
    seen = String(e);
  }
  console.log('pt=' + payloadTypes + ': ' + seen);
}
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
pt=120,121: 1 section
pt=120: TypeError: list[k].split is not a function
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
