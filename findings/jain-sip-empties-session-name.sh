#!/bin/sh
# What: the SDP classes of JAIN SIP 1.3.0-91 read the session name of one space and write an empty one.
# Why it surprises: one space is what RFC 8866 5.3 asks for where a session has no name, since s= must not be empty. What is written anew is
#   refused by whoever takes the RFC at its word, and what was read was in order.
# Seen with: jain-sip-ri 1.3.0-91 on Java 25.
# Output seen:
#   read [s= ], written [s=]
set -eu

root="$(cd "$(dirname "$0")/.." && pwd)"
. "$root/.mvn/find-jdk25.sh"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for artifact in javax.sip:jain-sip-ri:1.3.0-91 log4j:log4j:1.2.17; do
  "$root/mvnw" -q -f "$root/pom.xml" -N dependency:copy "-Dartifact=$artifact" "-DoutputDirectory=$folder"
done
cat > Seen.java <<'END'
import javax.sdp.SdpFactory;

class Seen {
    public static void main(String[] arguments) throws Exception {
        String text = "v=0\r\no=- 1 1 IN IP4 203.0.113.1\r\ns= \r\nt=0 0\r\n";
        String written = SdpFactory.getInstance().createSessionDescription(text).toString();
        System.out.println("read [%s], written [%s]".formatted(text.split("\r\n")[2], written.split("\r\n")[2]));
    }
}
END
seen="$("$JAVA_HOME/bin/java" -cp 'jain-sip-ri-1.3.0-91.jar:log4j-1.2.17.jar' Seen.java)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
read [s= ], written [s=]
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
