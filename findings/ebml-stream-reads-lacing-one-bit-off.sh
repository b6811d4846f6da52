#!/bin/sh
# What: ebml-stream 1.0.3 of npm reads how the frames of a block are laced from bits 0x0c of its flags, and whether it is invisible from 0x10. They are 0x06
#   and 0x08: Xiph's lacing is told as none, EBML's and that of frames of one size as Xiph's, and an invisible block as one that is laced as in EBML.
# Why it surprises: RFC 9559 10.1 has the bits; a voice of 20 ms packets is often laced, many in a block, and who takes one apart by what is told gets other
#   packets.
# Seen with: ebml-stream 1.0.3 on Node.js 20.
# Output seen:
#   00, none: None, invisible false
#   02, Xiph: None, invisible false
#   04, fixed size: Xiph, invisible false
#   06, EBML: Xiph, invisible false
#   08, none, invisible: EBML, invisible false
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent ebml-stream@1.0.3 >/dev/null
cat > run.cjs <<'END'
const { BlockLacing, EbmlStreamDecoder, EbmlTagId } = require('ebml-stream');

const element = (id, body) => Buffer.concat([Buffer.from(id, 'hex'), Buffer.from([0x80 | body.length]), body]);

function told(flags) {
  return new Promise((resolve) => {
    const decoder = new EbmlStreamDecoder();
    decoder.on('data', (tag) => tag.id === EbmlTagId.Block && resolve(`${BlockLacing[tag.lacing]}, invisible ${tag.invisible}`));
    // Two frames of a byte each, in a block of a group.
    decoder.end(element('1f43b675', Buffer.concat([element('e7', Buffer.from([0])), element('a0', element('a1', Buffer.from([0x81, 0, 0, flags, 1, 0x81, 7, 8])))])));
  });
}

(async () => {
  for (const [flags, meaning] of [[0, 'none'], [2, 'Xiph'], [4, 'fixed size'], [6, 'EBML'], [8, 'none, invisible']]) {
    console.log(`${flags.toString(16).padStart(2, '0')}, ${meaning}: ${await told(flags)}`);
  }
})();
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
00, none: None, invisible false
02, Xiph: None, invisible false
04, fixed size: Xiph, invisible false
06, EBML: Xiph, invisible false
08, none, invisible: EBML, invisible false
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
