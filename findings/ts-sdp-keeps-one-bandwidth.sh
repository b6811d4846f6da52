#!/bin/sh
# What: of a section's b=AS and b=TIAS @webex/ts-sdp 1.7.0 keeps the last one alone.
# Why it surprises: there may be several, one a type (RFC 8866 5), and with TIAS (RFC 3890) many devices say AS, too, for who does not know
#   TIAS. Written again, an offer of a SIP device that does so has lost one of the two, and which one depends on their order.
# Seen with: @webex/ts-sdp 1.7.0 on Node.js 20.
# Output seen:
#   b=AS:64 b=TIAS:50780 -> b=TIAS:50780
#   b=TIAS:50780 b=AS:64 -> b=AS:64
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent @webex/ts-sdp@1.7.0 >/dev/null
cat > run.cjs <<'END'
const { parse } = require('@webex/ts-sdp');

const BEGIN = ['v=0', 'o=- 1 1 IN IP4 192.0.2.1', 's=-', 't=0 0', 'm=audio 4000 RTP/AVP 8', 'c=IN IP4 192.0.2.1'];
for (const lines of [
  ['b=AS:64', 'b=TIAS:50780'],
  ['b=TIAS:50780', 'b=AS:64'],
]) {
  const written = parse([...BEGIN, ...lines, 'a=sendrecv', ''].join('\r\n')).toString();
  console.log(`${lines.join(' ')} -> ${written.split('\r\n').filter((line) => line.startsWith('b=')).join(' ')}`);
}
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
b=AS:64 b=TIAS:50780 -> b=TIAS:50780
b=TIAS:50780 b=AS:64 -> b=AS:64
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
