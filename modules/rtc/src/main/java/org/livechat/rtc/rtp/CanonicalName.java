package org.livechat.rtc.rtp;

import java.nio.charset.StandardCharsets;

/** The name that all streams of one sender have in common (CNAME, RFC 3550 6.5.1), ready to be written. Immutable. */
public final class CanonicalName {
    /** The longest that an item can say. */
    private static final int MOST_BYTES = 255;

    private final String text;
    private final byte[] bytes;

    /** @throws IllegalArgumentException if it has more than 255 bytes in UTF-8 */
    public CanonicalName(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "canonical name of " + bytes.length + " bytes, but at most " + MOST_BYTES + " are possible");
        }
    }

    /** As SDP has it ({@code a=ssrc:... cname:}). */
    public String text() {
        return text;
    }

    int length() {
        return bytes.length;
    }

    void copyTo(byte[] buffer, int offset) {
        System.arraycopy(bytes, 0, buffer, offset, bytes.length);
    }
}
