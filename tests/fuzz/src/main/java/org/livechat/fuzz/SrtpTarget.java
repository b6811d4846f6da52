package org.livechat.fuzz;

import java.util.Arrays;
import org.livechat.rtc.rtp.RtpPacket;
import org.livechat.rtc.srtp.SrtpMasterKey;
import org.livechat.rtc.srtp.SrtpProfile;
import org.livechat.rtc.srtp.SrtpReceiver;
import org.livechat.rtc.srtp.SrtpSender;
import org.livechat.rtc.srtp.SrtpWorkspace;

/** SRTP and SRTCP (RFC 3711, RFC 7714): what is forged is refused, and what is protected comes out as it went in. */
public final class SrtpTarget {
    private static final int MOST_SOURCES = 8;
    private static final int ROOM = 64;
    private static final SrtpWorkspace WORKSPACE = new SrtpWorkspace();

    private SrtpTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        for (SrtpProfile profile : SrtpProfile.values()) {
            SrtpReceiver receiver = new SrtpReceiver(key(profile), MOST_SOURCES, WORKSPACE);
            Framed rtp = Framed.of(input);
            Property.holds(
                    receiver.unprotect(rtp.buffer(), rtp.offset(), rtp.length()) < 0, "a forged packet was accepted");
            rtp.checkOthers();
            Framed rtcp = Framed.of(input);
            Property.holds(
                    receiver.unprotectRtcp(rtcp.buffer(), rtcp.offset(), rtcp.length()) < 0,
                    "a forged report was accepted");
            rtcp.checkOthers();
            Property.holds(receiver.sourceCount() == 0, "a forged packet took a place");
            if (input.length <= 1400 && RtpPacket.isValid(input, 0, input.length)) {
                readBack(profile, receiver, input);
            }
        }
    }

    private static void readBack(SrtpProfile profile, SrtpReceiver receiver, byte[] packet) {
        byte[] buffer = Arrays.copyOf(packet, packet.length + ROOM);
        int length = new SrtpSender(key(profile), MOST_SOURCES, WORKSPACE).protect(buffer, 0, packet.length);
        Property.holds(length == packet.length + profile.rtpOverhead(), "a packet grows by the tag");
        int clear = receiver.unprotect(buffer, 0, length);
        Property.holds(clear == packet.length, "what was protected is taken");
        Property.holds(
                Arrays.equals(Arrays.copyOf(buffer, clear), packet), "what was protected comes out as it went in");
    }

    private static SrtpMasterKey key(SrtpProfile profile) {
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        Arrays.fill(key, (byte) 1);
        Arrays.fill(salt, (byte) 2);
        return new SrtpMasterKey(profile, key, salt);
    }
}
