#!/bin/sh
# What: @webex/ts-sdp 1.7.0 writes a candidate's "raddr 0.0.0.0 rport 0" without "rport 0".
# Why it surprises: that is how Chromium and Firefox name the base of a server reflexive candidate that they keep to themselves, and raddr and
#   rport come together (RFC 8839 5.1). Other ports are kept.
# Seen with: @webex/ts-sdp 1.7.0 on Node.js 20.
# Output seen:
#   candidate:1 1 udp 1677721855 198.51.100.1 61000 typ srflx raddr 0.0.0.0 generation 0
#   candidate:2 1 udp 1677721855 198.51.100.1 61001 typ srflx raddr 192.0.2.1 rport 61001 generation 0
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent @webex/ts-sdp@1.7.0 >/dev/null
cat > run.cjs <<'END'
const { parse } = require('@webex/ts-sdp');

const sdp = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'c=IN IP4 0.0.0.0',
  'a=candidate:1 1 udp 1677721855 198.51.100.1 61000 typ srflx raddr 0.0.0.0 rport 0 generation 0',
  'a=candidate:2 1 udp 1677721855 198.51.100.1 61001 typ srflx raddr 192.0.2.1 rport 61001 generation 0',
  'a=rtpmap:111 opus/48000/2',
  '',
].join('\r\n');
for (const [, candidate] of parse(sdp).toString().matchAll(/a=(candidate:[^\r\n]*)/g)) {
  console.log(candidate);
}
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
candidate:1 1 udp 1677721855 198.51.100.1 61000 typ srflx raddr 0.0.0.0 generation 0
candidate:2 1 udp 1677721855 198.51.100.1 61001 typ srflx raddr 192.0.2.1 rport 61001 generation 0
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
