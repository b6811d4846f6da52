package org.livechat.rtc.codec;

import java.util.List;
import org.livechat.api.media.CodecProvider;

/** All codecs of this package, in our order of preference, for those who look for no others. */
public final class BuiltInCodecs {
    private static final List<CodecProvider> ALL =
            List.of(new Opus(), new G722(), new Pcmu(), new Pcma(), new Vp8(), new Vp9(), new H264(), new Av1());

    private BuiltInCodecs() {}

    /** Audio and video together; the order within a kind is the one of the answer. */
    public static List<CodecProvider> all() {
        return ALL;
    }
}
