#!/bin/sh
# What: sdp-jingle-json 3.1.0 takes the direction of the session for that of a line which has its own.
# Why it surprises: a=sendrecv before the first m= line is only what holds where a line says nothing (RFC 8866 6.7.2). It looks for sendrecv
#   in the line and in the session before it looks for recvonly in the line, so that a line on hold, or one that listens, is shown
#   as one that both sides send on. With a=sendonly in the session and a=recvonly in the line, the session's wins too.
# Seen with: sdp-jingle-json 3.1.0 on Node.js 20.
# Output seen:
#   session sendrecv, line recvonly: both
#   session sendonly, line recvonly: initiator
#   no direction in the session, line recvonly: responder
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent sdp-jingle-json@3.1.0 >/dev/null
cat > run.cjs <<'END'
const { toSessionJSON } = require('sdp-jingle-json');

const senders = (session) =>
  toSessionJSON(
    [
      'v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', ...session,
      'm=audio 9 UDP/TLS/RTP/SAVPF 0', 'c=IN IP4 0.0.0.0', 'a=mid:0', 'a=recvonly', 'a=rtpmap:0 PCMU/8000', '',
    ].join('\r\n'),
    {},
  ).contents[0].senders;
console.log('session sendrecv, line recvonly: ' + senders(['a=sendrecv']));
console.log('session sendonly, line recvonly: ' + senders(['a=sendonly']));
console.log('no direction in the session, line recvonly: ' + senders([]));
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
session sendrecv, line recvonly: both
session sendonly, line recvonly: initiator
no direction in the session, line recvonly: responder
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
