package org.livechat.media.inbound;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which SSRC's packets a client sends again under which other one, where its offer does not say so, but the packets do (RFC 8852
 * 3.2). The latest {@value #MOST} are known. Owned by one worker.
 */
final class LearnedRetransmissions {
    private static final int MOST = 8;

    private final int[] ssrcs = new int[MOST];
    private final @Nullable Stream[] originals = new Stream[MOST];
    private int next;

    @Nullable
    Stream find(int ssrc) {
        for (int i = 0; i < MOST; i++) {
            if (ssrcs[i] == ssrc && originals[i] != null) {
                return originals[i];
            }
        }
        return null;
    }

    /** Forgets those of a track. */
    void forget(Track track, IntConsumer forgotten) {
        for (int i = 0; i < MOST; i++) {
            Stream original = originals[i];
            if (original != null && original.track() == track) {
                originals[i] = null;
                forgotten.accept(ssrcs[i]);
            }
        }
    }

    void learn(int ssrc, Stream original) {
        ssrcs[next] = ssrc;
        originals[next] = original;
        next = (next + 1) % MOST;
    }
}
