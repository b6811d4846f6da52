#!/bin/sh
# What: isRejected of npm's sdp 3.2.2 says that a bundle-only section is rejected.
# Why it surprises: a bundle-only section of an offer has port 0 because its transport is that of its group, not because nobody wants it
#   (RFC 9143 6). With the bundle policy max-bundle all sections of an offer but the first are so (RFC 9429 5.2.1). Whoever leaves out
#   what is rejected leaves out its video.
# Seen with: sdp 3.2.2 on Node.js 20.
# Output seen:
#   bundle-only section: rejected true
#   the same with port 9: rejected false
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent sdp@3.2.2 >/dev/null
cat > run.cjs <<'END'
const SDPUtils = require('sdp');

const section = (port) => ['m=video ' + port + ' UDP/TLS/RTP/SAVPF 120', 'c=IN IP4 0.0.0.0', 'a=bundle-only', 'a=mid:1', 'a=sendrecv',
  'a=rtpmap:120 VP8/90000', ''].join('\r\n');
console.log('bundle-only section: rejected ' + SDPUtils.isRejected(section(0)));
console.log('the same with port 9: rejected ' + SDPUtils.isRejected(section(9)));
END
seen="$(node run.cjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
bundle-only section: rejected true
the same with port 9: rejected false
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
