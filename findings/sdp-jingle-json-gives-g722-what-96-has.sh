#!/bin/sh
# What: sdp-jingle-json 3.1.0 gives a payload type the parameters and the feedback of another one whose number begins with its digits.
# Why it surprises: it looks for lines that begin with a=fmtp:9 and a=rtcp-fb:9, and those of 96 do. So G722 (9, RFC 3551) beside Opus as 96
#   has useinbandfec and transport-cc; and PCMA (8) would have those of any type from 80 on.
# Seen with: sdp-jingle-json 3.1.0 on Node.js 20.
# Output seen:
#   96 opus: useinbandfec=1, feedback transport-cc of 96
#   9 G722: useinbandfec=1, feedback transport-cc of 96
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent sdp-jingle-json@3.1.0 >/dev/null
cat > run.cjs <<'END'
const { toSessionJSON } = require('sdp-jingle-json');

const sdp = [
  'v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 96 9', 'c=IN IP4 0.0.0.0', 'a=mid:0',
  'a=rtpmap:96 opus/48000/2', 'a=fmtp:96 useinbandfec=1', 'a=rtcp-fb:96 transport-cc', 'a=rtpmap:9 G722/8000', '',
].join('\r\n');
for (const { id, name, parameters, feedback } of toSessionJSON(sdp, {}).contents[0].application.payloads) {
  const told = parameters.map(({ key, value }) => `${key}=${value}`);
  console.log(`${id} ${name}: ${told}, feedback ${feedback.map((one) => `${one.type} of ${one.id}`)}`);
}
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
96 opus: useinbandfec=1, feedback transport-cc of 96
9 G722: useinbandfec=1, feedback transport-cc of 96
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
