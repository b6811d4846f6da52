package org.livechat.rtc.rtp;

/** Reads the client-to-mixer audio level extension, {@code urn:ietf:params:rtp-hdrext:ssrc-audio-level} (RFC 6464). */
public final class AudioLevel {
    /** What {@link #read} returns when the packet carries no level. */
    public static final int ABSENT = -1;

    private static final int VOICE_BIT = 0x80;

    private AudioLevel() {}

    /**
     * Reads the level of a packet.
     *
     * @param id the extension's local identifier in this session
     * @return the extension's byte, 0 to 255, to be taken apart by the other methods, or {@link #ABSENT}
     */
    public static int read(byte[] buffer, int offset, int length, int id) {
        long location = RtpHeaderExtension.find(buffer, offset, length, id);
        if (location == RtpHeaderExtension.NOT_FOUND || RtpHeaderExtension.length(location) == 0) {
            return ABSENT;
        }
        return buffer[RtpHeaderExtension.position(location)] & 0xff;
    }

    /** How far the audio is below the loudest level there is, in dB: 0 is as loud as can be, 127 is silence. */
    public static int decibelsBelowOverload(int level) {
        return level & 0x7f;
    }

    /** Whether the sender believes that the packet holds speech. */
    public static boolean isVoice(int level) {
        return (level & VOICE_BIT) != 0;
    }
}
