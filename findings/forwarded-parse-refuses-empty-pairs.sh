#!/bin/sh
# What: npm's forwarded-parse 2.2.0 throws at a Forwarded header with an empty pair ("for=a;"), and at one with an empty element ("for=a,,for=b").
# Why it surprises: both are valid. A forwarded-element is [ forwarded-pair ] *( ";" [ forwarded-pair ] ) (RFC 7239 4), each of which may
#   be left out, and whoever reads a list has to take empty elements (RFC 9110 5.6.1.2). Proxies that join what they were given with
#   what they add write such headers, and a server behind them knows no client.
# Seen with: forwarded-parse 2.2.0 on Node.js 20.
# Output seen:
#   for=192.0.2.43: [{"for":"192.0.2.43"}]
#   for=192.0.2.43;: Unexpected end of input
#   for=192.0.2.43;;proto=http: Unexpected character ';' at index 15
#   for=192.0.2.43,,for=198.51.100.17: Unexpected character ',' at index 15
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent forwarded-parse@2.2.0 >/dev/null
cat > run.cjs <<'END'
const parse = require('forwarded-parse');

const headers = ['for=192.0.2.43', 'for=192.0.2.43;', 'for=192.0.2.43;;proto=http', 'for=192.0.2.43,,for=198.51.100.17'];
for (const header of headers) {
  let read;
  try {
    read = JSON.stringify(parse(header));
  } catch (error) {
    read = error.message;
  }
  console.log(`${header}: ${read}`);
}
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
for=192.0.2.43: [{"for":"192.0.2.43"}]
for=192.0.2.43;: Unexpected end of input
for=192.0.2.43;;proto=http: Unexpected character ';' at index 15
for=192.0.2.43,,for=198.51.100.17: Unexpected character ',' at index 15
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
