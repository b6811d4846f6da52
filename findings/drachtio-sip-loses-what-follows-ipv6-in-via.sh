#!/bin/sh
# What: getParsedHeader('via') of npm's drachtio-sip 0.6.3 ends at an IPv6 address: the host is "[2001", the branch is gone, and so are all the Vias behind
#   it. So it does behind an IPv6 address in `received`. A Route with such a host is read well.
# Why it surprises: RFC 3261 25.1 has an IPv6reference as sent-by and an IPv6address as received; who answers by the Vias that were read
#   sends the answer to nobody, and no error is raised.
# Seen with: drachtio-sip 0.6.3 on Node.js 20.
# Output seen:
#   IPv4: 192.0.2.9:5070 branch=z9hG4bK1; b.example.com branch=z9hG4bK2
#   IPv6: [2001
#   IPv6 received: 192.0.2.9:5070 branch=z9hG4bK1 received=2001
#   IPv6 in a Route: [2001:db8::9]
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent drachtio-sip@0.6.3 >/dev/null
cat > run.cjs <<'END'
const { SipMessage } = require('drachtio-sip');

const parsed = (name, value) => new SipMessage(`OPTIONS sip:ann@example.com SIP/2.0\r\n${name}: ${value}\r\n\r\n`).getParsedHeader(name.toLowerCase());

const vias = (first) =>
  parsed('Via', `SIP/2.0/UDP ${first}, SIP/2.0/TCP b.example.com;branch=z9hG4bK2`)
    .map(({ host, port, params }) => [port ? `${host}:${port}` : host, ...Object.entries(params).map((one) => one.join('='))].join(' '))
    .join('; ');

console.log(`IPv4: ${vias('192.0.2.9:5070;branch=z9hG4bK1')}`);
console.log(`IPv6: ${vias('[2001:db8::9]:5070;branch=z9hG4bK1')}`);
console.log(`IPv6 received: ${vias('192.0.2.9:5070;branch=z9hG4bK1;received=2001:db8::10')}`);
console.log(`IPv6 in a Route: ${parsed('Route', '<sip:[2001:db8::9];lr>')[0].uri.host}`);
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
IPv4: 192.0.2.9:5070 branch=z9hG4bK1; b.example.com branch=z9hG4bK2
IPv6: [2001
IPv6 received: 192.0.2.9:5070 branch=z9hG4bK1 received=2001
IPv6 in a Route: [2001:db8::9]
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
