#!/bin/sh
# What: Each frame that parseOpusPacket of Concentus 1.0.2 for Java gives goes on to the end of the packet: the frames behind it and the padding
#   are in it, too. How many there are, and how long in samples, is told right.
# Why it surprises: a packet says how long each of its frames is (RFC 6716 3.2), and the same library decodes such packets well. Who takes frames
#   apart by it, to put them into packets of their own, sends the second frame twice.
# Seen with: io.github.jaredmdobson:concentus 1.0.2 on Java 25.
# Output seen:
#   one frame: 010203
#   two of the same length, 0102 and 0304: 01020304 0304
#   two of their own lengths, 09 and 0203: 090203 0203
#   two, 07 and 08, and a byte of padding: 070800 0800
set -eu

root="$(cd "$(dirname "$0")/.." && pwd)"
. "$root/.mvn/find-jdk25.sh"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$root/mvnw" -q -f "$root/pom.xml" -N dependency:copy -Dartifact=io.github.jaredmdobson:concentus:1.0.2 "-DoutputDirectory=$folder"
cat > Seen.java <<'END'
import io.github.jaredmdobson.concentus.OpusPacketInfo;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class Seen {
    public static void main(String[] arguments) throws Exception {
        tell("one frame", "f8010203");
        tell("two of the same length, 0102 and 0304", "f901020304");
        tell("two of their own lengths, 09 and 0203", "fa01090203");
        tell("two, 07 and 08, and a byte of padding", "fb4201070800");
    }

    private static void tell(String what, String packet) throws Exception {
        byte[] bytes = HexFormat.of().parseHex(packet);
        System.out.println(what + ": "
                + OpusPacketInfo.parseOpusPacket(bytes, 0, bytes.length).Frames.stream()
                        .map(frame -> Stream.of(frame).map(octet -> "%02x".formatted(octet)).collect(Collectors.joining()))
                        .collect(Collectors.joining(" ")));
    }
}
END
seen="$("$JAVA_HOME/bin/java" -cp "$folder/*" Seen.java 2>/dev/null)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
one frame: 010203
two of the same length, 0102 and 0304: 01020304 0304
two of their own lengths, 09 and 0203: 090203 0203
two, 07 and 08, and a byte of padding: 070800 0800
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
