#!/bin/sh
# What: npm's g711 1.0.1 encodes the samples -1 to -7 in A-law as what decodes to -248; -8 and 7 are encoded right.
# Why it surprises: the steps of A-law are 16 wide there (ITU-T G.711, table 1a), so that none is off by more than 16 however it is rounded. A quiet room, whose
#   samples go between -7 and 7, becomes a rattle of 248.
# Seen with: g711 1.0.1 on Node.js 20.
# Output seen:
#   -9 -> 55 -> -8
#   -8 -> 55 -> -8
#   -7 -> 5a -> -248
#   -1 -> 5a -> -248
#   0 -> d5 -> 8
#   7 -> d5 -> 8
#   samples of 16 bits that are off by more than a step: 7
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent g711@1.0.1 >/dev/null
cat > run.cjs <<'END'
const { alawFromPCM, alawToPCM } = require('g711');

/** The width of the step that a sample is in. */
const step = (sample) => 2 ** Math.max(4, Math.floor(Math.log2(Math.abs(sample) || 1)) - 4);

const samples = Int16Array.from({ length: 65536 }, (_, i) => i - 32768);
const encoded = alawFromPCM(samples);
const decoded = alawToPCM(encoded);
for (const sample of [-9, -8, -7, -1, 0, 7]) {
  const at = sample + 32768;
  console.log(`${sample} -> ${encoded[at].toString(16)} -> ${decoded[at]}`);
}
const off = samples.filter((sample, i) => Math.abs(decoded[i] - sample) > step(sample));
console.log(`samples of 16 bits that are off by more than a step: ${off.length}`);
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
-9 -> 55 -> -8
-8 -> 55 -> -8
-7 -> 5a -> -248
-1 -> 5a -> -248
0 -> d5 -> 8
7 -> d5 -> 8
samples of 16 bits that are off by more than a step: 7
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
