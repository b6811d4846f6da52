#!/bin/sh
# What: ntpTime2Sec of werift-rtp 0.8.9, which its sender reports show, sets the fraction's whole number behind the point of the seconds.
# Why it surprises: the lower 32 bits of an NTP timestamp count 2^-32 of a second (RFC 3550 4). Half a second, 2147483648 of them, is shown
#   as .2147483648, and a fraction of 5 as .5: times go back and forth within a second.
# Seen with: werift-rtp 0.8.9 on Node.js 20.
# Output seen:
#   10 s and a half: 10.2147483648
#   10 s and 2^-32 times 5: 10.5
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent werift-rtp@0.8.9 >/dev/null
cat > run.cjs <<'END'
const { ntpTime2Sec } = require('werift-rtp');

console.log('10 s and a half: ' + ntpTime2Sec((10n << 32n) | 0x80000000n));
console.log('10 s and 2^-32 times 5: ' + ntpTime2Sec((10n << 32n) | 5n));
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
10 s and a half: 10.2147483648
10 s and 2^-32 times 5: 10.5
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
