#!/bin/sh
# What: @msimerson/stun 3.2.1 checks MESSAGE-INTEGRITY and FINGERPRINT over the message as it would encode it itself, not over the bytes that
#   came. Of the samples of RFC 5769 none passes, since their padding is of spaces; with padding of zeros the same ones do.
# Why it surprises: padding may be of any value (RFC 5389 15) and has to be ignored (RFC 8489 14), and both checks are of the bytes received.
#   An agent that pads with spaces, as the samples do, is refused by a server on this library whenever a user name is not a multiple of four.
# Seen with: @msimerson/stun 3.2.1 on Node.js 20.
# Output seen:
#   as in RFC 5769, 2.1: fingerprint false, integrity false
#   its padding zero: fingerprint true, integrity true
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent @msimerson/stun@3.2.1 >/dev/null
cat > run.cjs <<'END'
const { createHmac } = require('node:crypto');
const stun = require('@msimerson/stun');

const PASSWORD = 'VOkJxbRl1RmTxUk/WvJxBt';
// RFC 5769, 2.1, without its last two attributes
const begin = Buffer.from(
  '000100582112a442b7e7a701bc34d686fa87dfae' +
    '802200105354554e207465737420636c69656e74' +
    '002400046e0001ff' +
    '80290008932ff9b151263b36' +
    '000600096576746a3a68367659202020',
  'hex',
);

/** CRC-32 as of ITU V.42. */
function checksum(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    }
  }
  return (rest ^ 0xffffffff) >>> 0;
}

/** With both attributes over what is there (RFC 8489 14.5, 14.7). */
function signed(bytes) {
  const length = (count) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt16BE(count, 2);
    return copy;
  };
  const integrity = Buffer.concat([
    Buffer.from('00080014', 'hex'),
    createHmac('sha1', PASSWORD).update(length(bytes.length - 20 + 24)).digest(),
  ]);
  const covered = Buffer.concat([length(bytes.length - 20 + 32), integrity]);
  const fingerprint = Buffer.alloc(8);
  fingerprint.writeUInt32BE(0x80280004, 0);
  fingerprint.writeUInt32BE((checksum(covered) ^ 0x5354554e) >>> 0, 4);
  return Buffer.concat([covered, fingerprint]);
}

function tell(name, bytes) {
  const message = stun.decode(bytes);
  console.log(`${name}: fingerprint ${stun.validateFingerprint(message)}, integrity ${stun.validateMessageIntegrity(message, PASSWORD)}`);
}

const sample = signed(begin);
if (!sample.toString('hex').endsWith('9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf')) {
  throw new Error('that is not the sample of the RFC');
}
tell('as in RFC 5769, 2.1', sample);
tell('its padding zero', signed(Buffer.concat([begin.subarray(0, -3), Buffer.alloc(3)])));
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
as in RFC 5769, 2.1: fingerprint false, integrity false
its padding zero: fingerprint true, integrity true
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
