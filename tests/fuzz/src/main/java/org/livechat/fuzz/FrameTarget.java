package org.livechat.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.livechat.rtc.frame.FrameLength;
import org.livechat.rtc.frame.FrameReader;

/** Packets in a stream (RFC 4571): the same ones however the bytes are cut, and as they were sent. */
public final class FrameTarget {
    private static final int LONGEST = 300;

    private FrameTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int piece = 1 + Byte.toUnsignedInt(input[0]);
        List<byte[]> whole = read(input, 1, input.length);
        List<byte[]> pieces = read(input, 1, piece);
        Property.holds(whole.size() == pieces.size(), "as many packets however the stream is cut");
        for (int i = 0; i < whole.size(); i++) {
            Property.holds(Arrays.equals(whole.get(i), pieces.get(i)), "the same packets however the stream is cut");
        }

        ByteBuffer again = ByteBuffer.allocate(input.length + FrameLength.BYTES);
        for (byte[] packet : whole) {
            Property.holds(packet.length <= LONGEST, "packets are as long as may be");
            FrameLength.write(again, packet.length);
            again.put(packet);
        }
        List<byte[]> readAgain = read(again.array(), 0, again.position(), again.position());
        Property.holds(readAgain.size() == whole.size(), "what is written is read");
    }

    private static List<byte[]> read(byte[] input, int from, int piece) {
        return read(input, from, input.length, piece);
    }

    private static List<byte[]> read(byte[] input, int from, int to, int piece) {
        List<byte[]> packets = new ArrayList<>();
        FrameReader reader = new FrameReader(
                LONGEST, (buffer, offset, length) -> packets.add(Arrays.copyOfRange(buffer, offset, offset + length)));
        boolean sound = true;
        for (int at = from; at < to && sound; at += piece) {
            sound = reader.read(ByteBuffer.wrap(input, at, Math.min(piece, to - at)));
        }
        return packets;
    }
}
