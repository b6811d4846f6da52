#!/bin/sh
# What: ogg-opus-decoder 1.7.5 puts silence as long as the first recording behind the second one, where two are put together in one file, and counts
#   it among the samples. And of a recording with one page of sound, whose last samples are to be
#   left out, as many are left in as the pre-skip has.
# Why it surprises: Ogg streams may follow each other in a file (RFC 3533 4, RFC 7845 3), which is how players make one of two by `cat`; each ends by its own
#   granule position, less its own pre-skip (RFC 7845 4.4). Right would be 23,288 for the short one, and 70,976 for both. A burst of push-to-talk often has one page.
# Seen with: ogg-opus-decoder 1.7.5 with codec-parser 2.5.0 on Node.js 20.
# Output seen:
#   two pages, 48000 samples of which 312 are skipped: 47688
#   one page, 23600 samples of which 312 are skipped: 23600
#   both in one file: 118976, of which zeros at the end: 47600
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
function page(stream, number, flags, granule, packets) {
  const head = Buffer.alloc(27 + packets.length);
  head.write('OggS');
  head[5] = flags;
  head.writeBigInt64LE(BigInt(granule), 6);
  head.writeUInt32LE(stream, 14);
  head.writeUInt32LE(number, 18);
  head[26] = packets.length;
  packets.forEach((packet, index) => { head[27 + index] = packet.length; });
  const whole = Buffer.concat([head, ...packets]);
  whole.writeUInt32LE(checksum(whole), 22);
  return whole;
}
function recording(stream, ...ends) {
  const head = Buffer.from('OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0', 'latin1');
  const tags = Buffer.from('OpusTags\0\0\0\0\0\0\0\0', 'latin1');
  const half = Array.from({ length: 25 }, () => Buffer.concat([Buffer.from([9 << 3]), Buffer.alloc(40, 3)])); // SILK, 20 ms each
  return Buffer.concat([page(stream, 0, 2, 0, [head]), page(stream, 1, 0, 0, [tags]),
    ...ends.map((granule, index) => page(stream, 2 + index, index === ends.length - 1 ? 4 : 0, granule, half))]);
}
async function decoded(file) {
  const decoder = new OggOpusDecoder();
  await decoder.ready;
  return (await decoder.decodeFile(new Uint8Array(file))).channelData[0];
}
const long = recording(1, 24000, 48000);
const short = recording(2, 23600);
console.log(`two pages, 48000 samples of which 312 are skipped: ${(await decoded(long)).length}`);
console.log(`one page, 23600 samples of which 312 are skipped: ${(await decoded(short)).length}`);
const both = await decoded(Buffer.concat([long, short]));
const sound = both.findLastIndex((sample) => sample !== 0) + 1;
console.log(`both in one file: ${both.length}, of which zeros at the end: ${both.length - sound}`);
END
seen="$(node seen.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
two pages, 48000 samples of which 312 are skipped: 47688
one page, 23600 samples of which 312 are skipped: 23600
both in one file: 118976, of which zeros at the end: 47600
END
)" ]
