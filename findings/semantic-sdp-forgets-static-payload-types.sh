#!/bin/sh
# What: semantic-sdp 3.31.1 forgets payload types that need no a=rtpmap, and asks for reduced-size RTCP, which was not offered.
# Why it surprises: 0 and 8 are PCMU and PCMA by RFC 3551 6, and RFC 8866 6.6 asks for no a=rtpmap then. What is written anew has neither
#   codec, and has a=rtcp-rsize, which an answer may have only if the offer had it (RFC 5506 5).
# Seen with: semantic-sdp 3.31.1 on Node.js 20.
# Output seen:
#   read: m=audio 9 UDP/TLS/RTP/SAVPF 111 0 8
#   written: m=audio 9 UDP/TLS/RTP/SAVPF 111, a=rtcp-rsize
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent semantic-sdp@3.31.1 >/dev/null
cat > run.cjs <<'END'
const { SDPInfo } = require('semantic-sdp');

const media = 'm=audio 9 UDP/TLS/RTP/SAVPF 111 0 8';
const text = ['v=0', 'o=- 1 1 IN IP4 203.0.113.1', 's=-', 't=0 0', 'a=group:BUNDLE 0', media, 'c=IN IP4 0.0.0.0', 'a=mid:0', 'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx', 'a=fingerprint:sha-256 AA:BB', 'a=setup:actpass', 'a=rtcp-mux', 'a=sendrecv', 'a=rtpmap:111 opus/48000/2',
  ''].join('\r\n');
const written = SDPInfo.parse(text).toString().split('\r\n');
console.log('read: ' + media);
console.log('written: ' + written.filter((line) => line.startsWith('m=') || line === 'a=rtcp-rsize').join(', '));
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
read: m=audio 9 UDP/TLS/RTP/SAVPF 111 0 8
written: m=audio 9 UDP/TLS/RTP/SAVPF 111, a=rtcp-rsize
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
