package org.livechat.fuzz;

import org.livechat.rtc.rtp.AudioLevel;
import org.livechat.rtc.rtp.PacketKind;
import org.livechat.rtc.rtp.RedPayload;
import org.livechat.rtc.rtp.Retransmission;
import org.livechat.rtc.rtp.RtpHeaderExtension;
import org.livechat.rtc.rtp.RtpPacket;

/** RTP, header extensions (RFC 8285), redundant payloads (RFC 2198) and retransmissions (RFC 4588), once they are clear. */
public final class RtpTarget {
    private static final int MOST_ID = 255;

    private RtpTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Framed packet = Framed.of(input);
        byte[] buffer = packet.buffer();
        int offset = packet.offset();
        int length = packet.length();
        PacketKind.of(buffer, offset, length);
        redundant(packet, offset, length);
        if (!RtpPacket.isValid(buffer, offset, length)) {
            return;
        }
        int header = RtpPacket.headerLength(buffer, offset, length);
        int payload = RtpPacket.payloadLength(buffer, offset, length);
        Property.holds(header >= RtpPacket.FIXED_HEADER_LENGTH, "a header has its fixed part");
        Property.holds(packet.contains(offset + header, payload), "the payload is within the packet");
        for (int id = 1; id <= MOST_ID; id++) {
            long location = RtpHeaderExtension.find(buffer, offset, length, id);
            Property.holds(
                    location == RtpHeaderExtension.NOT_FOUND
                            || (packet.contains(
                                            RtpHeaderExtension.position(location), RtpHeaderExtension.length(location))
                                    && RtpHeaderExtension.position(location) + RtpHeaderExtension.length(location)
                                            <= offset + header),
                    "an extension is within the header");
            AudioLevel.read(buffer, offset, length, id);
        }
        redundant(packet, offset + header, payload);
        if (Retransmission.isPresent(payload)) {
            int original = Retransmission.restore(buffer, offset, header, 96, 1);
            int shorter = length - (original - offset);
            Property.holds(
                    RtpPacket.payloadLength(buffer, original, shorter) == Retransmission.originalLength(payload),
                    "the original is as long as its payload says");
            packet.checkOthers();
        }
    }

    private static void redundant(Framed packet, int offset, int length) {
        RedPayload red = new RedPayload();
        if (!red.wrap(packet.buffer(), offset, length)) {
            return;
        }
        int bytes = 0;
        boolean isPrimary = false;
        while (red.next()) {
            Property.holds(!isPrimary, "the primary payload is the last one");
            Property.holds(packet.contains(red.offset(), red.length()), "a payload is within the packet");
            bytes += red.length();
            isPrimary = red.isPrimary();
        }
        Property.holds(isPrimary, "there is a primary payload");
        Property.holds(bytes < length, "payloads do not overlap");
    }
}
