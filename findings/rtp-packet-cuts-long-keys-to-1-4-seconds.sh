#!/bin/sh
# What: a telephone event of rtp-packet 0.4.2 at the clock of Opus never gets longer than 65,535 ticks: a key that is held for two seconds
#   says 1.365 s in all packets from there on, the end too.
# Why it surprises: the duration has 16 bits, and what is longer goes on in another segment, with a timestamp of its own and its duration
#   from 0 on (RFC 4733 2.5.1.3). At 8 kHz, for which most such code is written, that takes 8 s; beside Opus browsers use 48 kHz.
# Seen with: rtp-packet 0.4.2 on Node.js 20.
# Output seen:
#   1 s at 48 kHz: 1.000 s, timestamps 1
#   2 s at 48 kHz: 1.365 s, timestamps 1
#   2 s at 8 kHz: 2.000 s, timestamps 1
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent rtp-packet@0.4.2 >/dev/null
cat > run.mjs <<'END'
import { DTMFDepacketizer, DTMFPacketizer, parse } from 'rtp-packet';

const held = (clockRate, seconds) => {
  const key = new DTMFPacketizer({ ssrc: 1, payloadType: 110, clockRate });
  key.startEvent('5', 0);
  const packets = [];
  for (let passed = 0; passed < seconds; passed += 0.05) {
    packets.push(key.update(50));
  }
  const said = [];
  const ends = new DTMFDepacketizer({ output: ({ duration }) => said.push(duration / clockRate) });
  key.endEvent(0).forEach((packet) => ends.depacketize(parse(packet)));
  return `${said.map((duration) => duration.toFixed(3))} s, timestamps ${new Set(packets.map((packet) => parse(packet).timestamp)).size}`;
};
console.log(`1 s at 48 kHz: ${held(48000, 1)}`);
console.log(`2 s at 48 kHz: ${held(48000, 2)}`);
console.log(`2 s at 8 kHz: ${held(8000, 2)}`);
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
1 s at 48 kHz: 1.000 s, timestamps 1
2 s at 48 kHz: 1.365 s, timestamps 1
2 s at 8 kHz: 2.000 s, timestamps 1
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
