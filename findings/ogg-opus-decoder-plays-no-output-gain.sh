#!/bin/sh
# What: ogg-opus-decoder 1.7.5 decodes an Opus file as loud as another one whose output gain is 12 dB higher, or lower.
# Why it surprises: a player is to apply the output gain of the header by default (RFC 7845 5.1), as opusdec and ffmpeg do, and tools that level
#   recordings write it there, without touching the packets. The parser beneath it (codec-parser 2.5.0) does read the number.
# Seen with: ogg-opus-decoder 1.7.5 on Node.js 20.
# Output seen:
#   gain -12 dB: as loud as without
#   gain 12 dB: as loud as without
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --ignore-scripts --no-audit --no-fund ogg-opus-decoder@1.7.5 opus-decoder@0.7.12 codec-parser@2.5.0 >/dev/null 2>&1
cat > seen.mjs <<'END'
import { OggOpusDecoder } from 'ogg-opus-decoder';

function checksum(bytes) {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) {
      sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
    }
  }
  return sum >>> 0;
}
// a page (RFC 3533 6) of packets that are shorter than 255 bytes
function page(number, flags, granule, packets) {
  const head = Buffer.alloc(27 + packets.length);
  head.write('OggS');
  head[5] = flags;
  head.writeBigInt64LE(BigInt(granule), 6);
  head.writeUInt32LE(77, 14);
  head.writeUInt32LE(number, 18);
  head[26] = packets.length;
  packets.forEach((packet, index) => { head[27 + index] = packet.length; });
  const whole = Buffer.concat([head, ...packets]);
  whole.writeUInt32LE(checksum(whole), 22);
  return whole;
}
function file(gain) {
  const head = Buffer.from('OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0', 'latin1');
  head.writeInt16LE(gain * 256, 16);
  const tags = Buffer.from('OpusTags\0\0\0\0\0\0\0\0', 'latin1');
  const packets = Array.from({ length: 50 }, () => Buffer.concat([Buffer.from([9 << 3]), Buffer.alloc(40, 3)])); // SILK, 20 ms
  return Buffer.concat([page(0, 2, 0, [head]), page(1, 0, 0, [tags]),
    page(2, 0, 24000, packets.slice(25)), page(3, 4, 48000, packets.slice(25))]);
}
async function loudest(gain) {
  const decoder = new OggOpusDecoder();
  await decoder.ready;
  const { channelData: [samples] } = await decoder.decodeFile(new Uint8Array(file(gain)));
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}
const plain = await loudest(0);
for (const gain of [-12, 12]) {
  const ratio = (await loudest(gain)) / plain;
  console.log(`gain ${gain} dB: ${ratio > 0.99 && ratio < 1.01 && plain > 0 ? 'as loud as without' : `${ratio} times as loud`}`);
}
END
seen="$(node seen.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
gain -12 dB: as loud as without
gain 12 dB: as loud as without
END
)" ]
