#!/bin/sh
# What: stun-js 0.7.0 reads an empty list out of an XOR-MAPPED-ADDRESS of family IPv6, and writes one whose last twelve bytes are in clear.
# Why it surprises: an IPv6 address is XORed with the magic cookie and the transaction id, all sixteen bytes (RFC 8489 14.2), as the response
#   of RFC 5769 2.3 has it, whose port and everything else is read. A client on IPv6 has no address then, and one that is answered with what
#   stun-js writes has a wrong one; turn-js 0.7.0 has its relayed and peer addresses from the same code.
# Seen with: stun-js 0.7.0 on Node.js 20.
# Output seen:
#   RFC 5769 2.2: "192.0.2.1" port 32853
#   RFC 5769 2.3: [] port 32853
#   written: 0113a9fa123456780011223344556677
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent stun-js@0.7.0 >/dev/null
cat > run.cjs <<'END'
const { Attributes, Packet } = require('stun-js');

const transaction = 'b7e7a701bc34d686fa87dfae';
const software = '8022000b7465737420766563746f7220';
const responses = {
  'RFC 5769 2.2': `0101003c2112a442${transaction}${software}002000080001a147e112a643`
    + '000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96',
  'RFC 5769 2.3': `010100482112a442${transaction}${software}002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9`
    + '00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c',
};
for (const [name, bytes] of Object.entries(responses)) {
  const decoded = Packet.decode(Buffer.from(bytes, 'hex'));
  const mapped = (decoded.packet ?? decoded).attrs.attrs.find(({ type }) => type === 0x0020);
  console.log(`${name}: ${JSON.stringify(mapped.address)} port ${mapped.port}`);
}
const written = new Attributes.XORMappedAddress('2001:db8:1234:5678:11:2233:4455:6677', 32853)
  .encode(0x2112a442, Buffer.from(transaction, 'hex'));
console.log('written: ' + written.subarray(8).toString('hex'));
END
seen="$(node run.cjs 2>/dev/null)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
RFC 5769 2.2: "192.0.2.1" port 32853
RFC 5769 2.3: [] port 32853
written: 0113a9fa123456780011223344556677
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
