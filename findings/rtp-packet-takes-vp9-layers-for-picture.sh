#!/bin/sh
# What: rtp-packet 0.4.2 takes the rest of a VP9 payload descriptor for the picture: TL0PICIDX, which follows the layer indices, and the
#   scalability structure. Of reference indices it reads the flag that another follows the wrong way round.
# Why it surprises: without flexible mode TL0PICIDX stands behind each octet of layer indices, a scalability structure before each keyframe
#   that begins anew, and N=1 means that another P_DIFF follows (RFC 9628 4.2). A keyframe is told as none, what a decoder is given begins
#   with an octet that is no VP9, and of a picture with one reference nothing comes at all.
# Seen with: rtp-packet 0.4.2 on Node.js 20.
# Output seen:
#   picture id, keyframe 82aabb: key 82aabb
#   and layer indices, TL0PICIDX: delta 0582aabb
#   and a scalability structure: delta 0082aabb
#   flexible, one reference, 86aabb: VP9Depacketizer: header larger than payload
#   flexible, two references, 86aabb: delta 0486aabb
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent rtp-packet@0.4.2 >/dev/null
cat > run.mjs <<'END'
import { VP9Depacketizer } from 'rtp-packet';

const frames = (Depacketizer, ...packets) => {
  const said = [];
  const depacketizer = new Depacketizer({ output: ({ type, data }) => said.push(`${type} ${data.toString('hex')}`), error: ({ message }) => said.push(message) });
  packets.forEach((hex, i) => depacketizer.depacketize({ payload: Buffer.from(hex, 'hex'), marker: i === packets.length - 1, timestamp: 1 }));
  return said.join(', then ');
};

console.log(`picture id, keyframe 82aabb: ${frames(VP9Depacketizer, '8c' + '8001' + '82aabb')}`);
console.log(`and layer indices, TL0PICIDX: ${frames(VP9Depacketizer, 'ac' + '8001' + '0005' + '82aabb')}`);
console.log(`and a scalability structure: ${frames(VP9Depacketizer, '8e' + '8001' + '00' + '82aabb')}`);
console.log(`flexible, one reference, 86aabb: ${frames(VP9Depacketizer, 'dc' + '8001' + '02' + '86aabb')}`);
console.log(`flexible, two references, 86aabb: ${frames(VP9Depacketizer, 'dc' + '8001' + '0304' + '86aabb')}`);
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
picture id, keyframe 82aabb: key 82aabb
and layer indices, TL0PICIDX: delta 0582aabb
and a scalability structure: delta 0082aabb
flexible, one reference, 86aabb: VP9Depacketizer: header larger than payload
flexible, two references, 86aabb: delta 0486aabb
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
