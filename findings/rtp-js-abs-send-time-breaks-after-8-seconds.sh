#!/bin/sh
# What: timeMsToAbsSendTime of rtp.js 0.15.5 is right for the first 8.191 seconds of a clock only.
# Why it surprises: the header extension is a fixed-point number of 6 and 18 bits that goes round at 64 seconds; the shift by 18 is done in
#   32 bits, so that it has lost its upper bits, and its sign, before the division. Whatever clock a sender takes passes 8.192 seconds, and from
#   then on a receiver's estimate of the bandwidth is fed times that jump by most of a minute.
# Seen with: rtp.js 0.15.5 on Node.js 20.
# Output seen:
#   1000 ms: 262144, right 262144
#   8191 ms: 2147222, right 2147222
#   8192 ms: 14629733, right 2147484
#   64000 ms: 16374564, right 0
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent rtp.js@0.15.5 >/dev/null
cat > run.mjs <<'END'
import packets from 'rtp.js/packets';

for (const ms of [1000, 8191, 8192, 64000]) {
  const right = ((BigInt(ms) * 2n ** 18n + 500n) / 1000n) % 2n ** 24n;
  console.log(`${ms} ms: ${packets.timeMsToAbsSendTime(ms)}, right ${right}`);
}
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
1000 ms: 262144, right 262144
8191 ms: 2147222, right 2147222
8192 ms: 14629733, right 2147484
64000 ms: 16374564, right 0
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
