#!/bin/sh
# What: rtp-packet 0.4.2 gives of a VP8 frame whose partitions begin in packets of their own only what is behind the last beginning. Where
#   such a packet begins with an even octet it takes it for the first of a keyframe.
# Why it surprises: S is for the first packet of each partition, whose index stands beside it, and only S with index 0 begins a frame
#   (RFC 7741 4.2). A sender that begins a packet with each partition, so that a loss costs one of them, is the one that the index is for.
# Seen with: rtp-packet 0.4.2 on Node.js 20.
# Output seen:
#   one partition in two packets: key 00aabbbb
#   two partitions, a packet each: delta bbbb
#   the second one begins with 00: a keyframe true
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent rtp-packet@0.4.2 >/dev/null
cat > run.mjs <<'END'
import { VP8Depacketizer } from 'rtp-packet';

const frames = (Depacketizer, ...packets) => {
  const said = [];
  const depacketizer = new Depacketizer({ output: ({ type, data }) => said.push(`${type} ${data.toString('hex')}`), error: ({ message }) => said.push(message) });
  packets.forEach((hex, i) => depacketizer.depacketize({ payload: Buffer.from(hex, 'hex'), marker: i === packets.length - 1, timestamp: 1 }));
  return said.join(', then ');
};

console.log(`one partition in two packets: ${frames(VP8Depacketizer, '10' + '00aa', '00' + 'bbbb')}`);
console.log(`two partitions, a packet each: ${frames(VP8Depacketizer, '10' + '00aa', '11' + 'bbbb')}`);
console.log(`the second one begins with 00: a keyframe ${VP8Depacketizer.peekKeyframe(Buffer.from('1100', 'hex'))}`);
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
one partition in two packets: key 00aabbbb
two partitions, a packet each: delta bbbb
the second one begins with 00: a keyframe true
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
