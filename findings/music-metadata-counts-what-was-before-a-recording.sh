#!/bin/sh
# What: music-metadata 12.1.0 says that a recording of ten seconds of Opus lasts 110 s, if it was begun 100 s after its stream.
# Why it surprises: granule positions of an Ogg Opus stream may begin anywhere, as where somebody records a stream that goes on; the time
#   of the first sample is then what the first page says, less what is in it, and is to be taken off (RFC 7845 4.3, 4.5). ffprobe says 10 s.
# Seen with: music-metadata 12.1.0 on Node.js 20.
# Output seen:
#   from the start of the stream: 9.9935 s
#   begun 100 s later: 109.9935 s
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --ignore-scripts --no-audit --no-fund music-metadata@12.1.0 >/dev/null 2>&1
cat > seen.mjs <<'END'
import { parseBuffer } from 'music-metadata';

// an Ogg page (RFC 3533 6) of whole packets, or of one that goes on behind it
const table = Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte << 24;
  for (let bit = 0; bit < 8; bit++) {
    remainder = remainder < 0 ? (remainder << 1) ^ 0x04c11db7 : remainder << 1;
  }
  return remainder;
});
let pages = 0;
function page({ flags = 0, granule, body, lacing }) {
  const head = Buffer.alloc(27 + lacing.length);
  head.write('OggS');
  head[5] = flags;
  head.writeBigInt64LE(BigInt(granule), 6);
  head.writeUInt32LE(7, 14);
  head.writeUInt32LE(pages++, 18);
  head[26] = lacing.length;
  Buffer.from(lacing).copy(head, 27);
  const all = Buffer.concat([head, body]);
  all.writeUInt32LE(all.reduce((sum, byte) => (sum << 8) ^ table[(sum >>> 24) ^ byte], 0) >>> 0, 22);
  return all;
}
function lacing(...lengths) {
  return lengths.flatMap((length) => [...Array(Math.floor(length / 255)).fill(255), length % 255]);
}
const head = Buffer.from('0101380180bb0000000000', 'hex');
const begin = (granule) => [
  page({ flags: 2, granule: 0, body: Buffer.concat([Buffer.from('OpusHead'), head]), lacing: lacing(19) }),
  page({ granule: 0, body: Buffer.from('OpusTags\x01\0\0\0v\0\0\0\0', 'latin1'), lacing: lacing(17) }),
];
const voice = Buffer.concat([Buffer.from([9 << 3]), Buffer.alloc(40, 3)]); // SILK, wideband, 20 ms

async function duration(start) {
  pages = 0;
  const recording = begin();
  for (let second = 1; second <= 10; second++) {
    recording.push(
      page({
        flags: second === 10 ? 4 : 0,
        granule: (start + second) * 48000,
        body: Buffer.concat(Array(50).fill(voice)),
        lacing: lacing(...Array(50).fill(voice.length)),
      }),
    );
  }
  const { format } = await parseBuffer(Buffer.concat(recording), { mimeType: 'audio/ogg' }, { duration: true });
  return format.duration.toFixed(4);
}
console.log(`from the start of the stream: ${await duration(0)} s`);
console.log(`begun 100 s later: ${await duration(100)} s`);
END
seen="$(node seen.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
from the start of the stream: 9.9935 s
begun 100 s later: 109.9935 s
END
)" ]
