package org.livechat.media.inbound;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.PictureLayer;

/** How much the layers of a stream bring. Written by one worker, readable by any thread. */
final class LayerRates {
    private static final int LAYERS = PictureLayer.HIGHEST + 1;

    private final AtomicReferenceArray<@Nullable StreamRate> rates = new AtomicReferenceArray<>(LAYERS * LAYERS);

    LayerRates() {}

    /** Notes a packet; allocates for the first one of a layer. */
    void received(int layer, int bytes, long nowNanos) {
        int place = place(PictureLayer.spatial(layer), PictureLayer.temporal(layer));
        StreamRate rate = rates.get(place);
        if (rate == null) {
            rate = new StreamRate();
            rates.set(place, rate);
        }
        rate.received(bytes, nowNanos);
    }

    /** What a layer takes with all below it, in bit/s; 0 if nothing comes of it, or it is not known yet how much. */
    long bitsPerSecond(int spatial, int temporal, long nowNanos) {
        if (ofOne(spatial, temporal, nowNanos) == 0) {
            return 0;
        }
        long sum = 0;
        for (int size = 0; size <= spatial; size++) {
            for (int layer = 0; layer <= temporal; layer++) {
                sum += ofOne(size, layer, nowNanos);
            }
        }
        return sum;
    }

    private long ofOne(int spatial, int temporal, long nowNanos) {
        StreamRate rate = rates.get(place(spatial, temporal));
        return rate == null ? 0 : rate.bitsPerSecond(nowNanos);
    }

    private static int place(int spatial, int temporal) {
        return spatial * LAYERS + temporal;
    }
}
