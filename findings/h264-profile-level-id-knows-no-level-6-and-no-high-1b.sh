#!/bin/sh
# What: npm's h264-profile-level-id 2.3.3 reads no level above 5.2, and no level 1b of the High profile.
# Why it surprises: levels 6, 6.1 and 6.2 are in H.264 since 2016, with level_idc 60 to 62; and level 1b is level_idc 9 where the profile
#   is High (H.264 A.3.4, RFC 6184 8.1), while the constraint flag that the library looks at says it of Baseline, Main and Extended
#   alone. Two sides that offer the same such format are told that they have no profile in common.
# Seen with: h264-profile-level-id 2.3.3 on Node.js 20.
# Output seen:
#   640034 (High, 5.2): read true, same as itself true
#   64003c (High, 6): read false, same as itself false
#   640009 (High, 1b): read false, same as itself false
#   42f00b (Constrained Baseline, 1b): read true, same as itself true
set -eu

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --ignore-scripts --no-audit --no-fund --silent h264-profile-level-id@2.3.3 >/dev/null
cat > run.mjs <<'END'
import { isSameProfile, parseProfileLevelId } from 'h264-profile-level-id';

for (const [id, words] of [['640034', 'High, 5.2'], ['64003c', 'High, 6'], ['640009', 'High, 1b'], ['42f00b', 'Constrained Baseline, 1b']]) {
  const parameters = { 'profile-level-id': id };
  console.log(`${id} (${words}): read ${parseProfileLevelId(id) !== undefined}, same as itself ${isSameProfile(parameters, parameters)}`);
}
END
seen="$(node run.mjs)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
640034 (High, 5.2): read true, same as itself true
64003c (High, 6): read false, same as itself false
640009 (High, 1b): read false, same as itself false
42f00b (Constrained Baseline, 1b): read true, same as itself true
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
