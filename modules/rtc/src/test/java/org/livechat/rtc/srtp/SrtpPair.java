package org.livechat.rtc.srtp;

import java.util.Arrays;
import org.livechat.rtc.rtp.RtcpWriter;
import org.livechat.rtc.rtp.RtpPacket;

/** A sender and a receiver of one key, with packets that carry their sequence number as payload. */
final class SrtpPair {
    static final int SSRC = 0xcafebabe;
    static final int CLEAR_LENGTH = RtpPacket.FIXED_HEADER_LENGTH + 160;

    private static final int ROOM = 64;

    final SrtpSender sender;
    final SrtpReceiver receiver;

    SrtpPair(SrtpProfile profile, int mostSources) {
        var key = new byte[profile.keyBytes()];
        var salt = new byte[profile.saltBytes()];
        Arrays.fill(key, (byte) 0x42);
        Arrays.fill(salt, (byte) 0x17);
        var master = new SrtpMasterKey(profile, key, salt);
        var workspace = new SrtpWorkspace();
        sender = new SrtpSender(master, 1 << 20, workspace);
        receiver = new SrtpReceiver(master, mostSources, workspace);
    }

    /** A clear packet in a buffer with room. */
    static byte[] clear(int ssrc, int sequence) {
        var buffer = new byte[CLEAR_LENGTH + ROOM];
        var header = RtpPacket.writeHeader(buffer, 0, false, 111, sequence, sequence * 960, ssrc);
        Arrays.fill(buffer, header, CLEAR_LENGTH, (byte) sequence);
        return buffer;
    }

    /** A protected packet, cut to its length. */
    byte[] packet(int ssrc, int sequence) {
        var buffer = clear(ssrc, sequence);
        return Arrays.copyOf(buffer, checked(sender.protect(buffer, 0, CLEAR_LENGTH)));
    }

    byte[] packet(int sequence) {
        return packet(SSRC, sequence);
    }

    byte[] rtcp(int ssrc) {
        var buffer = new byte[128];
        var length = new RtcpWriter().start(buffer, 0).receiverReport(ssrc).length();
        return Arrays.copyOf(buffer, checked(sender.protectRtcp(buffer, 0, length)));
    }

    /** Gives a copy to the receiver, so that the packet can be given again. */
    int receive(byte[] packet) {
        return receiver.unprotect(packet.clone(), 0, packet.length);
    }

    int receiveRtcp(byte[] packet) {
        return receiver.unprotectRtcp(packet.clone(), 0, packet.length);
    }

    private static int checked(int result) {
        if (result < 0) {
            throw new AssertionError("refused: " + SrtpReject.of(result));
        }
        return result;
    }
}
