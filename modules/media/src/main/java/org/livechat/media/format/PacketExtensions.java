package org.livechat.media.format;

import org.livechat.rtc.rtp.RtpHeaderExtension;

/**
 * The header extensions of one packet that are passed on: read under the sender's identifiers, written under each
 * listener's. Those that describe the sender's own transport (mid, send time) are not; the mid written is the slot's. Reused,
 * allocates nothing.
 */
public final class PacketExtensions {
    /** The longest element of the one-byte form. */
    public static final int MOST_MID_LENGTH = 16;

    private static final int ABSENT = -1;
    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x1000;
    private static final int BLOCK_HEADER_LENGTH = 4;

    /** The bit above it says whether the sender thinks that this is a voice. */
    private static final int LEVEL_MASK = 0x7F;

    private static final int AUDIO_LEVEL_LENGTH = 1;
    private static final int VIDEO_ORIENTATION_LENGTH = 1;
    private static final int PLAYOUT_DELAY_LENGTH = 3;
    private static final int TRANSPORT_SEQUENCE_LENGTH = 2;

    private int audioLevel = ABSENT;
    private int videoOrientation = ABSENT;
    private int playoutDelay = ABSENT;

    /** Reads what a packet carries. */
    public void read(byte[] buffer, int offset, int length, ExtensionIds ids) {
        audioLevel = value(buffer, offset, length, ids.audioLevel(), AUDIO_LEVEL_LENGTH);
        videoOrientation = value(buffer, offset, length, ids.videoOrientation(), VIDEO_ORIENTATION_LENGTH);
        playoutDelay = value(buffer, offset, length, ids.playoutDelay(), PLAYOUT_DELAY_LENGTH);
    }

    /**
     * A packet's number among all that its sender sends on its transport, 0 to 65535, or -1
     * (draft-holmer-rmcat-transport-wide-cc-extensions-01 2). It is between the sender and the server, and not passed on.
     */
    public static int transportSequence(byte[] buffer, int offset, int length, ExtensionIds ids) {
        return value(buffer, offset, length, ids.transportSequence(), TRANSPORT_SEQUENCE_LENGTH);
    }

    /** Becomes the same as another. */
    public void copyOf(PacketExtensions other) {
        audioLevel = other.audioLevel;
        videoOrientation = other.videoOrientation;
        playoutDelay = other.playoutDelay;
    }

    /** The audio level (RFC 6464), 0 (loudest) to 127 (silence), or -1 when the packet does not say. */
    public int audioLevel() {
        return audioLevel == ABSENT ? ABSENT : audioLevel & LEVEL_MASK;
    }

    /**
     * Writes the block that follows the fixed header, in the one-byte form (RFC 8285 4.2), or in the two-byte form (4.3) where
     * the listener has an id that needs it.
     *
     * @param mid of the section that the listener receives it on (RFC 9143 9.1), at most {@link #MOST_MID_LENGTH} bytes; empty
     *     to leave it out
     * @param transportSequence its number among all that the listener tells the arrival of, or -1 if it bears none
     * @return its length in bytes, 0 if there is nothing that the listener knows
     */
    public int write(byte[] buffer, int offset, ExtensionIds ids, byte[] mid, int transportSequence) {
        int start = offset + BLOCK_HEADER_LENGTH;
        boolean twoBytes = ids.needTwoBytes();
        int end = putMid(buffer, start, ids.mid(), mid, twoBytes);
        end = put(buffer, end, ids.audioLevel(), audioLevel, AUDIO_LEVEL_LENGTH, twoBytes);
        end = put(buffer, end, ids.videoOrientation(), videoOrientation, VIDEO_ORIENTATION_LENGTH, twoBytes);
        end = put(buffer, end, ids.playoutDelay(), playoutDelay, PLAYOUT_DELAY_LENGTH, twoBytes);
        end = put(buffer, end, ids.transportSequence(), transportSequence, TRANSPORT_SEQUENCE_LENGTH, twoBytes);
        if (end == start) {
            return 0;
        }
        while ((end - start) % 4 != 0) {
            buffer[end++] = 0;
        }
        int words = (end - start) / 4;
        int profile = twoBytes ? TWO_BYTE_PROFILE : ONE_BYTE_PROFILE;
        buffer[offset] = (byte) (profile >> 8);
        buffer[offset + 1] = (byte) profile;
        buffer[offset + 2] = (byte) (words >> 8);
        buffer[offset + 3] = (byte) words;
        return end - offset;
    }

    private static int value(byte[] buffer, int offset, int length, int id, int expectedLength) {
        long location = RtpHeaderExtension.find(buffer, offset, length, id);
        if (location == RtpHeaderExtension.NOT_FOUND || RtpHeaderExtension.length(location) != expectedLength) {
            return ABSENT;
        }
        int value = 0;
        for (int i = 0; i < expectedLength; i++) {
            value = (value << 8) | (buffer[RtpHeaderExtension.position(location) + i] & 0xFF);
        }
        return value;
    }

    private static int putMid(byte[] buffer, int at, int id, byte[] mid, boolean twoBytes) {
        if (id == 0 || mid.length == 0) {
            return at;
        }
        int data = putHead(buffer, at, id, mid.length, twoBytes);
        System.arraycopy(mid, 0, buffer, data, mid.length);
        return data + mid.length;
    }

    private static int put(byte[] buffer, int at, int id, int value, int length, boolean twoBytes) {
        if (id == 0 || value == ABSENT) {
            return at;
        }
        int data = putHead(buffer, at, id, length, twoBytes);
        for (int i = 0; i < length; i++) {
            buffer[data + i] = (byte) (value >> (8 * (length - 1 - i)));
        }
        return data + length;
    }

    /** Where the element's data begins. */
    private static int putHead(byte[] buffer, int at, int id, int length, boolean twoBytes) {
        if (twoBytes) {
            buffer[at] = (byte) id;
            buffer[at + 1] = (byte) length;
            return at + 2;
        }
        buffer[at] = (byte) ((id << 4) | (length - 1));
        return at + 1;
    }
}
