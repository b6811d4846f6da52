#!/bin/sh
# What: io.pkts' RtpPacket (pkts-core 3.0.10) has contributing sources in its payload, and of a header extension all but its first five
#   bytes; what stands as padding behind the payload is in it, too. Sequence numbers from 32768 on are negative.
# Why it surprises: the payload begins behind the CSRCs and the extension, whose words are counted in its header, and padding is not part
#   of it (RFC 3550 5.1, 5.3.1). Packets of browsers have an extension in each voice packet (audio level), so what is saved from a
#   capture as Opus begins with bytes of it; and numbers that fall to -32768 look like a loss of 65535 packets.
# Seen with: io.pkts:pkts-core 3.0.10 on Java 25.
# Output seen:
#   plain: number 32767, payload aabbccdd
#   next number: number -32768, payload aabbccdd
#   one CSRC: number 1, payload 00000007aabbccdd
#   extension of one word: number 1, payload ff0000aabbccdd
#   padding of 4 bytes: number 1, payload aabbccdd00000004
set -eu

root="$(cd "$(dirname "$0")/.." && pwd)"
. "$root/.mvn/find-jdk25.sh"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for artifact in io.pkts:pkts-core:3.0.10 io.pkts:pkts-buffers:3.0.10; do
  "$root/mvnw" -q -f "$root/pom.xml" -N dependency:copy "-Dartifact=$artifact" "-DoutputDirectory=$folder"
done
cat > Seen.java <<'END'
import io.pkts.Pcap;
import io.pkts.packet.rtp.RtpPacket;
import io.pkts.protocol.Protocol;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

class Seen {
    private static final int ETHERNET_IP_UDP = 14 + 20 + 8;

    public static void main(String[] arguments) throws Exception {
        show("plain", "806f7fff 00000001 00000001 aabbccdd");
        show("next number", "806f8000 00000001 00000001 aabbccdd");
        show("one CSRC", "816f0001 00000001 00000001 00000007 aabbccdd");
        show("extension of one word", "906f0001 00000001 00000001 bede0001 10ff0000 aabbccdd");
        show("padding of 4 bytes", "a06f0001 00000001 00000001 aabbccdd 00000004");
    }

    private static void show(String what, String hex) throws Exception {
        byte[] rtp = HexFormat.of().parseHex(hex.replace(" ", ""));
        Pcap.openStream(new ByteArrayInputStream(capture(rtp))).loop(packet -> {
            var read = (RtpPacket) packet.getPacket(Protocol.RTP);
            System.out.println(what + ": number " + read.getSeqNumber() + ", payload "
                    + HexFormat.of().formatHex(read.getPayload().getArray()));
            return true;
        });
    }

    private static byte[] capture(byte[] rtp) {
        int length = ETHERNET_IP_UDP + rtp.length;
        ByteBuffer file = ByteBuffer.allocate(24 + 16 + length);
        file.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65535).putInt(1);
        file.putInt(1).putInt(0).putInt(length).putInt(length);
        file.put(new byte[12]).putShort((short) 0x0800);
        file.put((byte) 0x45).put((byte) 0).putShort((short) (20 + 8 + rtp.length)).putInt(0).put((byte) 64).put((byte) 17);
        file.putShort((short) 0).putInt(0x7f000001).putInt(0x7f000001);
        file.putShort((short) 5004).putShort((short) 5004).putShort((short) (8 + rtp.length)).putShort((short) 0).put(rtp);
        return file.array();
    }
}
END
seen="$("$JAVA_HOME/bin/java" -cp "$folder/*" Seen.java 2>/dev/null)"
echo "$seen"
[ "$seen" = "$(cat <<'END'
plain: number 32767, payload aabbccdd
next number: number -32768, payload aabbccdd
one CSRC: number 1, payload 00000007aabbccdd
extension of one word: number 1, payload ff0000aabbccdd
padding of 4 bytes: number 1, payload aabbccdd00000004
END
)" ] || { echo "it is no longer so" >&2; exit 1; }
