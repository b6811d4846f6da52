#!/bin/sh
# What: the OggReader of npm's media-processing 0.5.5 takes the first two pages for the headers of an Opus file, whatever is in them, and all
#   that comes later for audio: the rest of comments that are longer than a page, and the headers of a second stream behind the first.
# Why it surprises: comments may span pages (RFC 7845 3), which a cover picture in them makes them do, and files may be chained: two recordings, one
#   behind the other, are one file that plays. OpusHead and OpusTags are then told as packets of 0.96 s, as their first letter says if it
#   were that of a packet.
# Seen with: media-processing 0.5.5 on Node.js 20.
# Output seen:
#   two packets: 3 bytes (20 ms), 4 bytes (20 ms)
#   the same, chained: 3 bytes (20 ms), 4 bytes (20 ms), 19 bytes (960 ms), 32 bytes (960 ms), 3 bytes (20 ms), 4 bytes (20 ms)
#   comments of 65,812 bytes, one packet: 787 bytes (20 ms), 3 bytes (20 ms)
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent media-processing@0.5.5 >/dev/null
cat > run.mjs <<'END'
import { OggReader, OggWriter } from 'media-processing';

/** A page of Ogg (RFC 3533 6); the reader does not ask for checksums. */
function page(flags, number, lacing, body) {
  const header = Buffer.alloc(27);
  header.write('OggS');
  header[5] = flags;
  header.writeUInt32LE(1, 14);
  header.writeUInt32LE(number, 18);
  header[26] = lacing.length;
  return Buffer.concat([header, Buffer.from(lacing), body]);
}

function told(...parts) {
  const packets = [];
  const reader = new OggReader();
  reader.on('audio', ({ payload, durationUs }) => packets.push(`${payload.length} bytes (${durationUs / 1000} ms)`));
  parts.forEach((part) => reader.feed(new Uint8Array(part)));
  return packets.join(', ');
}

const stream = (serial) => {
  const writer = new OggWriter({ channels: 1, serial });
  return Buffer.concat([writer.writeHeaders(), writer.writePacket(Buffer.from([0x08, 1, 2])), writer.writePacket(Buffer.from([0x08, 3, 4, 5]))]);
};
console.log(`two packets: ${told(stream(1))}`);
console.log(`the same, chained: ${told(stream(1), stream(2))}`);

const head = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0])]);
const tags = Buffer.concat([Buffer.from('OpusTags'), Buffer.from([0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0]), Buffer.alloc(65792, 'x')]);
const cut = 255 * 255;
const rest = tags.subarray(cut);
console.log(
  `comments of 65,812 bytes, one packet: ${told(
    page(2, 0, [head.length], head),
    page(0, 1, Array(255).fill(255), tags.subarray(0, cut)),
    page(1, 2, [...Array(Math.floor(rest.length / 255)).fill(255), rest.length % 255], rest),
    page(0, 3, [3], Buffer.from([0x08, 1, 2])),
  )}`,
);
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
two packets: 3 bytes (20 ms), 4 bytes (20 ms)
the same, chained: 3 bytes (20 ms), 4 bytes (20 ms), 19 bytes (960 ms), 32 bytes (960 ms), 3 bytes (20 ms), 4 bytes (20 ms)
comments of 65,812 bytes, one packet: 787 bytes (20 ms), 3 bytes (20 ms)
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
