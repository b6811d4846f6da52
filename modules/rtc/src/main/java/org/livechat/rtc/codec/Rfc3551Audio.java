package org.livechat.rtc.codec;

import java.util.OptionalInt;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;

/**
 * An audio codec with a payload type of its own (RFC 3551 section 6) and an RTP clock of 8000 Hz: G.711, and G.722, whose
 * clock says so although it samples at 16000 Hz (4.5.2).
 */
abstract sealed class Rfc3551Audio implements CodecProvider permits G722, Pcma, Pcmu {
    private final String name;
    private final int payloadType;

    /**
     * @param name the encoding name
     * @param payloadType its static payload type
     */
    Rfc3551Audio(String name, int payloadType) {
        this.name = name;
        this.payloadType = payloadType;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final MediaKind kind() {
        return MediaKind.AUDIO;
    }

    @Override
    public final int clockRate() {
        return 8000;
    }

    @Override
    public final OptionalInt staticPayloadType() {
        return OptionalInt.of(payloadType);
    }

    @Override
    public final boolean isKeyframe(byte[] payload, int offset, int length) {
        return true;
    }
}
