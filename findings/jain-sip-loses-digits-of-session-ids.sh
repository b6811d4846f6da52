#!/bin/sh
# What: the SDP classes of JAIN SIP 1.3.0-91 cut digits off the front of a session id of 20 digits; 19 they keep.
# Why it surprises: the id is a string of digits of any length (RFC 8866 9, sess-id), and one of 64 bits, as from a random number, has 20 in
#   nearly half of the cases. Nothing is said; the session gets another id.
# Seen with: jain-sip-ri 1.3.0-91 on Java 25.
# Output seen:
#   4611731400430051336 -> 4611731400430051336
#   18446744073709551615 -> 446744073709551615
#   12345678901234567890 -> 345678901234567890
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
        for (String id : new String[] {"4611731400430051336", "18446744073709551615", "12345678901234567890"}) {
            String text = "v=0\r\no=- " + id + " 1 IN IP4 203.0.113.1\r\ns=x\r\nt=0 0\r\n";
            String written = SdpFactory.getInstance().createSessionDescription(text).toString();
            System.out.println(id + " -> " + written.split("\r\n")[1].split(" ")[1]);
        }
    }
}
END
seen="$("$JAVA_HOME/bin/java" -cp 'jain-sip-ri-1.3.0-91.jar:log4j-1.2.17.jar' Seen.java)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
4611731400430051336 -> 4611731400430051336
18446744073709551615 -> 446744073709551615
12345678901234567890 -> 345678901234567890
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
