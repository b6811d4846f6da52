#!/bin/sh
# What: rtp-packet 0.4.2 does not look at how many OBUs an AV1 packet has: the lengths between them stay in what it gives as the frame.
#   A frame whose packets each begin with a new OBU comes as one frame a packet, of which only the first is a keyframe.
# Why it surprises: W says how many there are, and all, or all but the last, have a length before them (AV1 RTP specification 1.0, 4.4 and 4.5).
#   A keyframe has two at least, sequence header and frame. Where it ends the marker and the timestamp say; that a packet ends with an
#   OBU says nothing of it.
# Seen with: rtp-packet 0.4.2 on Node.js 20.
# Output seen:
#   W=1, OBU 30aabb: key 30aabb
#   W=2, OBUs 0811 and 30aabb: key 02081130aabb
#   W=0, the same: key 0208110330aabb
#   the same in a packet each: key 0811, then delta 30aabb
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent rtp-packet@0.4.2 >/dev/null
cat > run.mjs <<'END'
import { AV1Depacketizer } from 'rtp-packet';

const frames = (Depacketizer, ...packets) => {
  const said = [];
  const depacketizer = new Depacketizer({ output: ({ type, data }) => said.push(`${type} ${data.toString('hex')}`), error: ({ message }) => said.push(message) });
  packets.forEach((hex, i) => depacketizer.depacketize({ payload: Buffer.from(hex, 'hex'), marker: i === packets.length - 1, timestamp: 1 }));
  return said.join(', then ');
};

console.log(`W=1, OBU 30aabb: ${frames(AV1Depacketizer, '18' + '30aabb')}`);
console.log(`W=2, OBUs 0811 and 30aabb: ${frames(AV1Depacketizer, '28' + '02' + '0811' + '30aabb')}`);
console.log(`W=0, the same: ${frames(AV1Depacketizer, '08' + '02' + '0811' + '03' + '30aabb')}`);
console.log(`the same in a packet each: ${frames(AV1Depacketizer, '18' + '0811', '10' + '30aabb')}`);
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
W=1, OBU 30aabb: key 30aabb
W=2, OBUs 0811 and 30aabb: key 02081130aabb
W=0, the same: key 0208110330aabb
the same in a packet each: key 0811, then delta 30aabb
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
