#!/bin/sh
# What: the Ogg demuxer of prism-media 1.3.5 gives nothing of a page whose last packet goes on in the next one, and nothing of all that
#   comes behind it, and ends without an error.
# Why it surprises: packets span pages wherever pages are filled (RFC 3533 6, the continued packet flag), as in files of a high bit rate.
#   One reads a stream whose sound just ends.
# Seen with: prism-media 1.3.5 on Node.js 20.
# Output seen:
#   each in its page: 50 400 60 70
#   one over two pages: 50
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --ignore-scripts --no-audit --no-fund prism-media@1.3.5 >/dev/null 2>&1
cat > seen.mjs <<'END'
import prism from 'prism-media';

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
const packet = (length) => Buffer.concat([Buffer.from([9 << 3]), Buffer.alloc(length - 1, 3)]);

function lengths(...stream) {
  return new Promise((resolve, reject) => {
    const demuxer = new prism.opus.OggDemuxer();
    const seen = [];
    demuxer.on('data', (data) => seen.push(data.length));
    demuxer.on('end', () => resolve(seen.join(' ')));
    demuxer.on('error', reject);
    demuxer.end(Buffer.concat(stream));
  });
}
const first = page({ granule: 960, body: packet(50), lacing: lacing(50) });
const last = page({ flags: 4, granule: 3840, body: packet(70), lacing: lacing(70) });
console.log('each in its page:', await lengths(...begin(), first,
  page({ granule: 2880, body: Buffer.concat([packet(400), packet(60)]), lacing: lacing(400, 60) }), last));
const long = packet(400);
console.log('one over two pages:', await lengths(...begin(), first,
  page({ granule: -1, body: long.subarray(0, 255), lacing: [255] }),
  page({ flags: 1, granule: 2880, body: Buffer.concat([long.subarray(255), packet(60)]), lacing: lacing(145, 60) }), last));
END
seen="$(node seen.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
each in its page: 50 400 60 70
one over two pages: 50
END
)" ]
