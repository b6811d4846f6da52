#!/bin/sh
# What: rtp.js 0.15.5 reads twelve of the 24 bits of the cumulative number of packets lost, and writes a negative one as a sign and an amount.
# Why it surprises: the number is a signed one of 24 bits in two's complement (RFC 3550 6.4.1). Who has lost 4,096 packets is read as one who
#   has lost none, and -2, which duplicates bring about, as 4,094 lost. Written, -2 is 0x800002, which any other reader takes for
#   -8,388,606.
# Seen with: rtp.js 0.15.5 on Node.js 20.
# Output seen:
#   4095 is read as 4095
#   4096 is read as 0
#   100000 is read as 1696
#   -2 is read as 4094
#   -2 is written as 800002
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent rtp.js@0.15.5 >/dev/null
cat > run.mjs <<'END'
import packets from 'rtp.js/packets';

const report = (lost) => {
  const bytes = [0x81, 201, 0, 7, 0, 0, 0, 9, 0, 0, 0, 5, 0, lost >> 16, lost >> 8, lost, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4];
  return new packets.ReceiverReportPacket(new DataView(Uint8Array.from(bytes).buffer)).getReports()[0];
};
for (const lost of [4095, 4096, 100000, -2]) {
  console.log(`${lost} is read as ${report(lost).getTotalLost()}`);
}
const written = report(0);
written.setTotalLost(-2);
console.log(`-2 is written as ${(written.getView().getUint32(4) & 0xffffff).toString(16)}`);
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
4095 is read as 4095
4096 is read as 0
100000 is read as 1696
-2 is read as 4094
-2 is written as 800002
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
