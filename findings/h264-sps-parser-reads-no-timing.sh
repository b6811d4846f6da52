#!/bin/sh
# What: h264-sps-parser 0.2.0 reads the timing of a parameter set wrong in two ways. It takes the bytes that keep start codes out of a unit
#   for data, although it asks for a whole unit; and of a number of 32 bits that begins within a byte it keeps the bits before it.
# Why it surprises: wherever two zero bytes are followed by one of 0 to 3 an encoder puts a 3 between them (H.264 7.4.1), and timing, two
#   small numbers of 32 bits in a row, nearly always has such places. A clock of 50 ticks a second ends in an error, and where those
#   bytes were taken out before, is read as one of 2^32 + 50.
# Seen with: h264-sps-parser 0.2.0 on Node.js 20.
# Output seen:
#   as an encoder writes it: RangeError: Offset is outside the bounds of the DataView
#   without those bytes: 4294967297 of 4294967346
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent h264-sps-parser@0.2.0 >/dev/null
cat > run.cjs <<'END'
const { parse } = require('h264-sps-parser');

// 1280 x 720, Constrained Baseline 3.1, a clock of 50 ticks a second.
const bits = [];
const u = (value, count) => { for (let i = count - 1; i >= 0; i--) bits.push(Math.floor(value / 2 ** i) % 2); };
const ue = (value) => { const length = (value + 1).toString(2).length; u(0, length - 1); u(value + 1, length); };
[0x67, 66, 0xc0, 31].forEach((byte) => u(byte, 8));
[0, 0, 2, 1].forEach(ue);
u(0, 1);
[79, 44].forEach(ue);
u(0b1101, 4);
u(0b00001, 5);
u(1, 32);
u(50, 32);
u(0b10000, 5);
u(1, 1);
while (bits.length % 8) bits.push(0);

const plain = [];
for (let i = 0; i < bits.length; i += 8) plain.push(parseInt(bits.slice(i, i + 8).join(''), 2));
const unit = [];
let zeros = 0;
for (const byte of plain) {
  if (zeros === 2 && byte <= 3) {
    unit.push(3);
    zeros = 0;
  }
  unit.push(byte);
  zeros = byte === 0 ? zeros + 1 : 0;
}
for (const [words, bytes] of [['as an encoder writes it', unit], ['without those bytes', plain]]) {
  // Its reader looks ahead.
  let seen;
  try {
    const timing = parse(Uint8Array.from([...bytes, 0, 0])).vui_parameters;
    seen = timing.num_units_in_tick + ' of ' + timing.time_scale;
  } catch (e) {
    seen = String(e);
  }
  console.log(words + ': ' + seen);
}
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
as an encoder writes it: RangeError: Offset is outside the bounds of the DataView
without those bytes: 4294967297 of 4294967346
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
