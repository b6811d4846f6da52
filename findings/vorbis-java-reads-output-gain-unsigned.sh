#!/bin/sh
# What: vorbis-java 0.8 gives the output gain of an Opus file as a number without a sign: -1 dB (-256) is read as 65280, which is +255 dB.
#   What is set with setOutputGain(-256) is written as it should be, and read back by the same class as 65280.
# Why it surprises: the field is a signed number of 16 bits in Q7.8 (RFC 7845 5.1), and recordings are turned down by it as often as up.
#   A player that goes by it plays the loudest that there is.
# Seen with: org.gagravarr:vorbis-java-core 0.8 on Java 25.
# Output seen:
#   set -256, written 00ff, read 65280
#   set 256, written 0001, read 256
set -eu

root="$(cd "$(dirname "$0")/.." && pwd)"
. "$root/.mvn/find-jdk25.sh"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$root/mvnw" -q -f "$root/pom.xml" -N dependency:copy -Dartifact=org.gagravarr:vorbis-java-core:0.8 "-DoutputDirectory=$folder"
cat > Seen.java <<'END'
import java.util.HexFormat;
import org.gagravarr.ogg.OggPacket;
import org.gagravarr.opus.OpusInfo;

class Seen {
    private static final int GAIN_AT = 16;

    public static void main(String[] arguments) {
        for (int gain : new int[] {-256, 256}) {
            var info = new OpusInfo();
            info.setNumChannels(1);
            info.setSampleRate(48_000);
            info.setOutputGain(gain);
            byte[] written = info.write().getData();
            System.out.println("set " + gain + ", written " + HexFormat.of().formatHex(written, GAIN_AT, GAIN_AT + 2) + ", read "
                    + new OpusInfo(new OggPacket(written)).getOutputGain());
        }
    }
}
END
seen="$("$JAVA_HOME/bin/java" -cp "$folder/*" Seen.java 2>/dev/null)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
set -256, written 00ff, read 65280
set 256, written 0001, read 256
END
)" ]
