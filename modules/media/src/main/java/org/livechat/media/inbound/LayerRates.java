package org.livechat.media.inbound;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.PictureLayer;

/** How much the temporal layers of a stream bring. Written by one worker, readable by any thread. */
final class LayerRates {
    private final AtomicReferenceArray<@Nullable StreamRate> rates =
            new AtomicReferenceArray<>(PictureLayer.HIGHEST + 1);

    LayerRates() {}

    /** Notes a packet; allocates for the first one of a layer. */
    void received(int temporal, int bytes, long nowNanos) {
        StreamRate rate = rates.get(temporal);
        if (rate == null) {
            rate = new StreamRate();
            rates.set(temporal, rate);
        }
        rate.received(bytes, nowNanos);
    }

    /** What a layer takes with all below it, in bit/s; 0 if nothing comes of it, or it is not known yet how much. */
    long bitsPerSecond(int temporal, long nowNanos) {
        long sum = 0;
        for (int layer = 0; layer <= temporal; layer++) {
            StreamRate rate = rates.get(layer);
            long bitsPerSecond = rate == null ? 0 : rate.bitsPerSecond(nowNanos);
            if (bitsPerSecond == 0 && layer == temporal) {
                return 0;
            }
            sum += bitsPerSecond;
        }
        return sum;
    }
}
