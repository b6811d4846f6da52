#!/bin/sh
# What: the STUN server of npm's turn-server 0.6.6 that listens on :: tells a client that has come by IPv4 another address than it has.
# Why it surprises: one socket on :: is how Node.js serves both families, and names who comes by IPv4 ::ffff:127.0.0.1. The library reads each
#   group between colons as a hexadecimal number, of which the last is 127.0.0.1 then and read as 127: the answer says ::ffff:127. A peer that
#   asks what its address is offers one that nobody has.
# Seen with: turn-server 0.6.6 on Node.js 20.
# Output seen:
#   listens on 0.0.0.0, asked at 127.0.0.1: you are 127.0.0.1
#   listens on ::, asked at 127.0.0.1: you are 0000:0000:0000:0000:0000:0000:ffff:0127
#   listens on ::, asked at ::1: you are 0000:0000:0000:0000:0000:0000:0000:0001
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent turn-server@0.6.6 >/dev/null
cat > run.mjs <<'END'
import { createSocket } from 'node:dgram';
import { createServer } from 'turn-server';

const COOKIE_AND_ID = Buffer.from('2112a442000102030405060708090a0b', 'hex');
const request = Buffer.concat([Buffer.from('00010000', 'hex'), COOKIE_AND_ID]);

/** The address in the answer's XOR-MAPPED-ADDRESS (RFC 8489 14.2). */
function mapped(answer) {
  for (let at = 20; at < answer.length; at += 4 + ((answer.readUInt16BE(at + 2) + 3) & ~3)) {
    if (answer.readUInt16BE(at) === 0x20) {
      const address = answer.subarray(at + 8, at + 4 + answer.readUInt16BE(at + 2)).map((byte, i) => byte ^ COOKIE_AND_ID[i]);
      return address.length === 4 ? address.join('.') : address.toString('hex').match(/.{4}/g).join(':');
    }
  }
  return 'none';
}

async function ask(listens, family, server, port) {
  const stun = createServer({ auth: { mechanism: 'none' }, relay: { ip: '127.0.0.1' } });
  await new Promise((listening) => {
    stun.on('listening', listening);
    stun.listen({ port, address: listens });
  });
  const client = createSocket(family);
  const answer = await new Promise((come) => {
    client.on('message', come);
    client.send(request, port, server);
  });
  console.log(`listens on ${listens}, asked at ${server}: you are ${mapped(answer)}`);
  client.close();
}

const free = await new Promise((bound) => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1', () => {
    const { port } = socket.address();
    socket.close(() => bound(port));
  });
});
await ask('0.0.0.0', 'udp4', '127.0.0.1', free);
await ask('::', 'udp4', '127.0.0.1', free + 1);
await ask('::', 'udp6', '::1', free + 2);
process.exit(0);
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
listens on 0.0.0.0, asked at 127.0.0.1: you are 127.0.0.1
listens on ::, asked at 127.0.0.1: you are 0000:0000:0000:0000:0000:0000:ffff:0127
listens on ::, asked at ::1: you are 0000:0000:0000:0000:0000:0000:0000:0001
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
