#!/bin/sh
# What: the STUN messages of ice4j 3.2-15-g6da2b08 write REQUESTED-ADDRESS-FAMILY with one byte, and refuse it, and EVEN-PORT, as the RFC
#   has them: "length invalid". A request with either cannot be read at all.
# Why it surprises: REQUESTED-ADDRESS-FAMILY is four bytes, the family and three that are reserved (RFC 8656 18.6), EVEN-PORT is one with
#   a flag in it (18.7). A TURN server finds the length wrong when ice4j asks for an IPv6 relay, and one that is built on ice4j takes no
#   such request of others.
# Seen with: org.jitsi:ice4j 3.2-15-g6da2b08 on Java 25.
# Output seen:
#   written: 0017 0001 02
#   REQUESTED-ADDRESS-FAMILY of 4 bytes: length invalid
#   EVEN-PORT of 1 byte: length invalid
#   REQUESTED-TRANSPORT of 4 bytes: read
set -eu

root="$(cd "$(dirname "$0")/.." && pwd)"
. "$root/.mvn/find-jdk25.sh"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for artifact in org.jitsi:ice4j:3.2-15-g6da2b08 org.jitsi:jitsi-utils:1.0-150-g4ab9a3b org.jitsi:jitsi-metaconfig:1.0-12-g02d4bd5 \
  org.jetbrains.kotlin:kotlin-stdlib:2.0.21 com.typesafe:config:1.4.3; do
  "$root/mvnw" -q -f "$root/pom.xml" -N dependency:copy "-Dartifact=$artifact" "-DoutputDirectory=$folder"
done
cat > Seen.java <<'END'
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.message.Message;

class Seen {
    private static final int ALLOCATE = 0x0003;

    public static void main(String[] arguments) {
        var family = AttributeFactory.createRequestedAddressFamilyAttribute((char) 2);
        String written = HexFormat.of().formatHex(family.encode());
        System.out.println("written: " + written.substring(0, 4) + " " + written.substring(4, 8) + " "
                + written.substring(8, 8 + 2 * family.getDataLength()));
        read("REQUESTED-ADDRESS-FAMILY of 4 bytes", "0017000402000000");
        read("EVEN-PORT of 1 byte", "0018000180000000");
        read("REQUESTED-TRANSPORT of 4 bytes", "0019000411000000");
    }

    private static void read(String what, String attribute) {
        byte[] value = HexFormat.of().parseHex(attribute);
        ByteBuffer message = ByteBuffer.allocate(20 + value.length);
        message.putShort((short) ALLOCATE).putShort((short) value.length).putInt(0x2112A442).put(new byte[12]).put(value);
        String outcome;
        try {
            Message.decode(message.array(), (char) 0, (char) message.capacity());
            outcome = "read";
        } catch (Exception e) {
            outcome = e.getMessage().split(":", 2)[0];
        }
        System.out.println(what + ": " + outcome);
    }
}
END
seen="$("$JAVA_HOME/bin/java" -cp "$folder/*" Seen.java 2>/dev/null)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
written: 0017 0001 02
REQUESTED-ADDRESS-FAMILY of 4 bytes: length invalid
EVEN-PORT of 1 byte: length invalid
REQUESTED-TRANSPORT of 4 bytes: read
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
