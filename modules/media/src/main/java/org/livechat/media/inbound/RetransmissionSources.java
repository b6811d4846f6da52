package org.livechat.media.inbound;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which SSRC's packets a client sends again under which other one (RFC 4588 8.1), as its offer says. Immutable. */
public final class RetransmissionSources {
    /** The offer says nothing of it. */
    public static final RetransmissionSources NONE = new RetransmissionSources(Map.of());

    private final int[] again;
    private final int[] original;

    /** @param originals the SSRC of the packets by that under which they are sent again */
    public RetransmissionSources(Map<Integer, Integer> originals) {
        // Of one map that nobody changes, both come in the same order.
        again = originals.keySet().stream().mapToInt(Integer::intValue).toArray();
        original = originals.values().stream().mapToInt(Integer::intValue).toArray();
    }

    /** The stream whose packets come again under an SSRC; null if the client has not said so, or it has not begun. */
    @Nullable
    Stream streamOf(int ssrc, StreamTable streams) {
        for (int i = 0; i < again.length; i++) {
            if (again[i] == ssrc) {
                return streams.find(original[i]);
            }
        }
        return null;
    }
}
