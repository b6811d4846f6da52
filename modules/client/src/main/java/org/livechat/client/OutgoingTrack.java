package org.livechat.client;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.livechat.api.media.MediaKind;
import org.livechat.rtc.rtp.RtpPacket;

/** One stream that a peer sends: numbers its packets and says in each which section it belongs to. */
final class OutgoingTrack {
    private static final int EXTENSION_BIT = 0x10;
    /** RFC 8285 4.2. */
    private static final int ONE_BYTE_PROFILE = 0xBEDE;

    private static final int VOICE = 0x80;

    private final byte[] mid;
    private final boolean audio;
    private final int ssrc;
    private int sequenceNumber;

    OutgoingTrack(OfferedTrack offered, SecureRandom random) {
        this.mid = offered.mid().getBytes(StandardCharsets.US_ASCII);
        this.audio = offered.kind() == MediaKind.AUDIO;
        this.ssrc = random.nextInt();
        // below 32768, so that a receiver that misses the first packets cannot miss a rollover (RFC 3711 3.3.1)
        this.sequenceNumber = random.nextInt(1 << 15);
    }

    /** Whether it is what is sent in a section. */
    boolean isOf(OfferedTrack offered) {
        return Arrays.equals(mid, offered.mid().getBytes(StandardCharsets.US_ASCII))
                && audio == (offered.kind() == MediaKind.AUDIO);
    }

    int ssrc() {
        return ssrc;
    }

    /** Leaves out so many sequence numbers. */
    void skip(int packets) {
        sequenceNumber += packets;
    }

    /** Writes a packet and returns its length; the buffer needs room for it and for SRTP. */
    int write(byte[] buffer, int payloadType, boolean marker, int timestampTicks, int audioLevel, byte[] payload) {
        var at = RtpPacket.writeHeader(buffer, 0, marker, payloadType, sequenceNumber++, timestampTicks, ssrc);
        buffer[0] |= EXTENSION_BIT;
        var extensionBytes = 1 + mid.length + (audio ? 2 : 0);
        var words = (extensionBytes + 3) / 4;
        buffer[at++] = (byte) (ONE_BYTE_PROFILE >> 8);
        buffer[at++] = (byte) ONE_BYTE_PROFILE;
        buffer[at++] = 0;
        buffer[at++] = (byte) words;
        var end = at + 4 * words;
        buffer[at++] = (byte) ((OfferText.MID_EXTENSION << 4) | (mid.length - 1));
        System.arraycopy(mid, 0, buffer, at, mid.length);
        at += mid.length;
        if (audio) {
            buffer[at++] = (byte) (OfferText.AUDIO_LEVEL_EXTENSION << 4);
            buffer[at++] = (byte) (VOICE | audioLevel);
        }
        while (at < end) {
            buffer[at++] = 0;
        }
        System.arraycopy(payload, 0, buffer, at, payload.length);
        return at + payload.length;
    }
}
