#!/bin/sh
# What: npm's stun 2.1.0 decodes error 401 as 404, 438 as 552 and 487 as 748; it encodes them right.
# Why it surprises: an ERROR-CODE has the hundreds and the rest in a field each (RFC 8489 14.8), to be added. A TURN client that waits for
#   401 or 438 to begin with a realm and a nonce, or an ICE agent that waits for 487, never sees them.
# Seen with: stun 2.1.0 on Node.js 20.
# Output seen:
#   400 -> 0400 -> 400
#   401 -> 0401 -> 404
#   438 -> 0426 -> 552
#   487 -> 0457 -> 748
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent stun@2.1.0 >/dev/null
cat > run.cjs <<'END'
const stun = require('stun');

const ERROR_CODE = 9;
for (const code of [400, 401, 438, 487]) {
  const message = stun.createMessage(stun.constants.STUN_BINDING_ERROR_RESPONSE);
  message.addError(code, 'x');
  const bytes = stun.encode(message);
  console.log(code + ' -> ' + bytes.subarray(26, 28).toString('hex') + ' -> ' + stun.decode(bytes).getAttribute(ERROR_CODE).value.code);
}
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
400 -> 0400 -> 400
401 -> 0401 -> 404
438 -> 0426 -> 552
487 -> 0457 -> 748
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
