package org.livechat.rtc.srtp;

/** Why a packet was not protected or not accepted. On the hot path it travels as a negative number. */
public enum SrtpReject {
    /** Too short, not version 2, a header that ends past the packet, or RTCP that is not encrypted. */
    MALFORMED(-1),
    /** The tag does not match. */
    AUTHENTICATION_FAILED(-2),
    /** The same index was accepted, or sent, before. */
    REPLAYED(-3),
    /** The index lies before the replay window, or before the stream's first rollover. */
    TOO_OLD(-4),
    /** Another source would exceed the bound. */
    TOO_MANY_SOURCES(-5),
    /** The buffer has no room for the tag behind the packet. */
    NO_ROOM(-6),
    /** The key has protected all the packets it may (2^48 of RTP, 2^31 of RTCP a source). */
    KEY_EXHAUSTED(-7),
    /** Only of a repetition: the packet was not sent before. */
    NEVER_SENT(-8);

    private static final SrtpReject[] VALUES = values();

    private final int code;

    SrtpReject(int code) {
        this.code = code;
    }

    /** The code, less than zero, as protection and its reverse return it. */
    public int code() {
        return code;
    }

    /** The reason that a negative result stands for; allocates nothing. */
    public static SrtpReject of(int code) {
        for (SrtpReject reject : VALUES) {
            if (reject.code == code) {
                return reject;
            }
        }
        throw new IllegalArgumentException("reject code " + code + ", but codes are from -" + VALUES.length + " to -1");
    }
}
