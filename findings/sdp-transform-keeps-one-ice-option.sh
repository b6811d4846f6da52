#!/bin/sh
# What: npm's sdp-transform 3.0.0 keeps the first tag of a=ice-options and drops the others.
# Why it surprises: the line is a list of tags with spaces between them (RFC 8839 5.6), and an agent after RFC 8445 that trickles has two,
#   ice2 and trickle. Written anew it is one of RFC 5245, or does not trickle, as the order has it.
# Seen with: sdp-transform 3.0.0 on Node.js 20.
# Output seen:
#   trickle ice2 -> trickle
#   ice2 trickle -> ice2
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent sdp-transform@3.0.0 >/dev/null
cat > run.mjs <<'END'
import * as sdp from 'sdp-transform';

const { parse, write } = sdp.parse ? sdp : sdp.default;
for (const tags of ['trickle ice2', 'ice2 trickle']) {
  const text = ['v=0', 'o=- 1 1 IN IP4 203.0.113.1', 's=-', 't=0 0', 'a=ice-options:' + tags, ''].join('\r\n');
  const written = write(parse(text)).split('\r\n').find((one) => one.startsWith('a=ice-options:'));
  console.log(tags + ' -> ' + written.slice('a=ice-options:'.length));
}
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
trickle ice2 -> trickle
ice2 trickle -> ice2
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
