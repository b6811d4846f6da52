#!/bin/sh
# What: npm's sdp-transform 3.0.0 reads an a=msid without a track and writes it with a track called undefined.
# Why it surprises: the second word of a=msid may be left out (RFC 8830 2), and the library reads the line without a complaint. Two such
#   sections written anew have tracks of one name.
# Seen with: sdp-transform 3.0.0 on Node.js 20.
# Output seen:
#   read: a=msid:-
#   written: a=msid:- undefined
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent sdp-transform@3.0.0 >/dev/null
cat > run.mjs <<'END'
import * as sdp from 'sdp-transform';

const { parse, write } = sdp.parse ? sdp : sdp.default;
const text = ['v=0', 'o=- 1 1 IN IP4 203.0.113.1', 's=-', 't=0 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=rtpmap:111 opus/48000/2', 'a=msid:-', '']
  .join('\r\n');
const line = (of) => of.split('\r\n').find((one) => one.startsWith('a=msid:'));
console.log('read: ' + line(text));
console.log('written: ' + line(write(parse(text))));
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
read: a=msid:-
written: a=msid:- undefined
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
