#!/bin/sh
# What: npm's sdp-transform 3.0.0 knows network-id and network-cost of a candidate, but not when ufrag stands before them: from there on
#   the line is lost.
# Why it surprises: Chromium writes candidates with generation, ufrag, network-id and network-cost in this order, and RFC 8839 5.1 lets
#   any extension follow. Without ufrag a trickled candidate cannot be told from one of the ICE session before a restart.
# Seen with: sdp-transform 3.0.0 on Node.js 20.
# Output seen:
#   with ufrag: typ host generation 0
#   without it: typ host generation 0 network-id 1 network-cost 50
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent sdp-transform@3.0.0 >/dev/null
cat > run.mjs <<'END'
import * as sdp from 'sdp-transform';

const { parse, write } = sdp.parse ? sdp : sdp.default;
function written(extensions) {
  const candidate = 'a=candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ host ' + extensions;
  const text = ['v=0', 'o=- 1 1 IN IP4 203.0.113.1', 's=-', 't=0 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', candidate, ''].join('\r\n');
  const line = write(parse(text)).split('\r\n').find((one) => one.startsWith('a=candidate:'));
  return line.slice(line.indexOf('typ'));
}
console.log('with ufrag: ' + written('generation 0 ufrag EsAw network-id 1 network-cost 50'));
console.log('without it: ' + written('generation 0 network-id 1 network-cost 50'));
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
with ufrag: typ host generation 0
without it: typ host generation 0 network-id 1 network-cost 50
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
