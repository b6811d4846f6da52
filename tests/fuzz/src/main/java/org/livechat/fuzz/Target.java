package org.livechat.fuzz;

import java.util.Locale;
import org.livechat.tools.TraceFilterTarget;
import org.livechat.trace.TraceQueryTarget;

/** What can be fuzzed. */
enum Target {
    STUN(StunTarget.class, 1500),
    DTLS(DtlsTarget.class, 1500),
    SRTP(SrtpTarget.class, 1500),
    RTP(RtpTarget.class, 1500),
    RTCP(RtcpTarget.class, 1500),
    FRAME(FrameTarget.class, 4096),
    SDP(SdpTarget.class, 16_384),
    JSON(JsonTarget.class, 4096),
    CODEC(CodecTarget.class, 1500),
    FILE(FileTarget.class, 2048),
    QUERY(TraceQueryTarget.class, 512),
    FILTER(TraceFilterTarget.class, 1024);

    private final Class<?> entry;
    private final int longest;

    Target(Class<?> entry, int longest) {
        this.entry = entry;
        this.longest = longest;
    }

    /** The class that the fuzzer calls. */
    String entry() {
        return entry.getName();
    }

    /** The longest input that makes sense, in bytes. */
    int longest() {
        return longest;
    }

    /** As people call it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
