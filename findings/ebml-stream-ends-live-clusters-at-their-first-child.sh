#!/bin/sh
# What: EbmlStreamDecoder of npm's ebml-stream 1.0.3 says that a Segment or a Cluster whose size is unknown ends behind its first child: the
#   Cluster behind its timestamp, so that all its blocks come outside of it, and the Segment before its first Cluster.
# Why it surprises: live WebM is written so, by a browser's MediaRecorder, too; such an element goes on until one comes that cannot be in it, or the
#   end (RFC 8794 6.2). A block's time counts from its Cluster, which is over then. With sizes that are known all is in its place.
# Seen with: ebml-stream 1.0.3 on Node.js 20.
# Output seen:
#   sizes known: Segment( Tracks( TrackEntry ) Cluster( Timecode SimpleBlock SimpleBlock ) Cluster( Timecode SimpleBlock ) )
#   sizes unknown: Segment( Tracks( TrackEntry ) ) Cluster( Timecode ) SimpleBlock SimpleBlock Cluster( Timecode ) SimpleBlock
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent ebml-stream@1.0.3 >/dev/null
cat > run.cjs <<'END'
const { EbmlStreamDecoder, EbmlTagId, EbmlTagPosition } = require('ebml-stream');

const element = (id, body, size = Buffer.from([0x80 | body.length])) => Buffer.concat([Buffer.from(id, 'hex'), size, body]);
const UNKNOWN = Buffer.from('01ffffffffffffff', 'hex');
const block = (time) => element('a3', Buffer.from([0x81, 0, time, 0x80, 0xfc]));
const entry = element('ae', Buffer.concat([element('d7', Buffer.from([1])), element('83', Buffer.from([2]))]));

function file(size) {
  const cluster = (time, ...blocks) => element('1f43b675', Buffer.concat([element('e7', Buffer.from([time])), ...blocks]), size);
  return element('18538067', Buffer.concat([element('1654ae6b', entry), cluster(0, block(0), block(20)), cluster(40, block(0))]), size);
}

function told(bytes) {
  return new Promise((resolve) => {
    const seen = [];
    const decoder = new EbmlStreamDecoder({ bufferTagIds: [EbmlTagId.TrackEntry] });
    decoder.on('data', ({ id, position }) => {
      const name = EbmlTagId[id];
      seen.push(position === EbmlTagPosition.Start ? `${name}(` : position === EbmlTagPosition.End ? ')' : name);
    });
    decoder.on('end', () => resolve(seen.join(' ')));
    decoder.end(bytes);
  });
}

(async () => {
  console.log(`sizes known: ${await told(file(undefined))}`);
  console.log(`sizes unknown: ${await told(file(UNKNOWN))}`);
})();
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
sizes known: Segment( Tracks( TrackEntry ) Cluster( Timecode SimpleBlock SimpleBlock ) Cluster( Timecode SimpleBlock ) )
sizes unknown: Segment( Tracks( TrackEntry ) ) Cluster( Timecode ) SimpleBlock SimpleBlock Cluster( Timecode ) SimpleBlock
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
