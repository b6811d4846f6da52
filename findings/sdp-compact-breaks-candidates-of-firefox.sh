#!/bin/sh
# What: sdp-compact 0.0.8 gives back Firefox's candidates with the transport "udpDP" by its default options. Those of TCP stay as they are.
# Why it surprises: Firefox and pion write the transport in capitals, Chromium in small letters, and both are right (RFC 8839 5.1: tokens that are
#   compared without case). Who gets the description drops all candidates, says nothing, and ICE fails, unless the other end can be
#   reached by candidates of its own.
# Seen with: sdp-compact 0.0.8 on Node.js 20.
# Output seen:
#   a=candidate:0 1 udp 2122252543 192.0.2.1 43997 typ host
#   a=candidate:0 1 udpDP 2122252543 192.0.2.1 43997 typ host
#   a=candidate:1 1 TCP 2105524479 192.0.2.1 9 typ host tcptype active
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --ignore-scripts --no-audit --no-fund sdp-compact@0.0.8 sdp-transform@2.15.0 pako@2.1.0 >/dev/null 2>&1
# it is made for bundlers, which find files without their endings
sed -i -E "s#(from ['\"]\./[a-z0-9]+)(['\"])#\1.js\2#" node_modules/sdp-compact/dist/*.js
cat > seen.mjs <<'END'
import { compactSDP, decompactSDP } from 'sdp-compact';

for (const candidate of [
  '0 1 udp 2122252543 192.0.2.1 43997 typ host',
  '0 1 UDP 2122252543 192.0.2.1 43997 typ host',
  '1 1 TCP 2105524479 192.0.2.1 9 typ host tcptype active',
]) {
  const lines = [
    'v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 109', 'c=IN IP4 0.0.0.0', 'a=mid:0', 'a=setup:actpass',
    'a=rtpmap:109 opus/48000/2', `a=candidate:${candidate}`, '',
  ];
  const back = decompactSDP(compactSDP(lines.join('\r\n')), true);
  console.log(back.split('\r\n').find((line) => line.startsWith('a=candidate')));
}
END
seen="$(node seen.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
a=candidate:0 1 udp 2122252543 192.0.2.1 43997 typ host
a=candidate:0 1 udpDP 2122252543 192.0.2.1 43997 typ host
a=candidate:1 1 TCP 2105524479 192.0.2.1 9 typ host tcptype active
END
)" ]
