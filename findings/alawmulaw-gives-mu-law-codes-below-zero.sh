#!/bin/sh
# What: mulaw.encodeSample of npm's alawmulaw 6.0.0 gives -256 to -1, and never a code of 8 bits; alaw.encodeSample gives 0 to 255. The last eight bits
#   are right: what is put into a Uint8Array comes out well, also by mulaw.encode, and what goes into a packet by writeUInt8 is refused.
# Why it surprises: its own words are "an 8-bit mu-Law sample", and both laws are one ITU-T G.711. Who compares codes, as those of silence (0xff), or looks one
#   up in a table of 256 finds none of them.
# Seen with: alawmulaw 6.0.0 on Node.js 20.
# Output seen:
#   mu-law of silence: -1; A-law: 213
#   all samples: mu-law -256 to -1, A-law 0 to 255
#   into a packet: ERR_OUT_OF_RANGE
#   by encode: ff ff e7 00
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent alawmulaw@6.0.0 >/dev/null
cat > run.cjs <<'END'
const { alaw, mulaw } = require('alawmulaw');

function range(encode) {
  let [least, most] = [Infinity, -Infinity];
  for (let sample = -32768; sample < 32768; sample++) {
    const code = encode(sample);
    least = Math.min(least, code);
    most = Math.max(most, code);
  }
  return `${least} to ${most}`;
}

console.log(`mu-law of silence: ${mulaw.encodeSample(0)}; A-law: ${alaw.encodeSample(0)}`);
console.log(`all samples: mu-law ${range(mulaw.encodeSample)}, A-law ${range(alaw.encodeSample)}`);
try {
  Buffer.alloc(1).writeUInt8(mulaw.encodeSample(0));
  console.log('into a packet: as it is');
} catch (error) {
  console.log(`into a packet: ${error.code}`);
}
console.log(`by encode: ${[...mulaw.encode(Int16Array.of(0, 1, 255, -32768))].map((code) => code.toString(16).padStart(2, '0')).join(' ')}`);
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
mu-law of silence: -1; A-law: 213
all samples: mu-law -256 to -1, A-law 0 to 255
into a packet: ERR_OUT_OF_RANGE
by encode: ff ff e7 00
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
