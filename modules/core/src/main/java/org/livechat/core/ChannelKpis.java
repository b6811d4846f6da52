package org.livechat.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livechat.core.quality.Kpi;
import org.livechat.floor.FloorInput;

/** Measures one channel: how fast its floor is granted, and how fast those who come late hear. Guarded by the channel's lock. */
final class ChannelKpis {
    private static final class Burst {
        final String holder;
        // Set once the grant is delivered, outside of the lock.
        volatile long grantedNanos;
        boolean heard;

        Burst(String holder, long grantedNanos) {
            this.holder = holder;
            this.grantedNanos = grantedNanos;
        }
    }

    private final ChannelInside channel;
    private final Map<String, Long> comeLate = new HashMap<>();
    private @Nullable Burst burst;

    ChannelKpis(ChannelInside channel) {
        this.channel = channel;
    }

    /**
     * After a step of the floor and behind what it has to tell.
     *
     * @param holder who has the floor now
     * @param requestedNanos when the request came that the step was about, if it was about one
     */
    void stepped(FloorInput input, Optional<String> holder, Optional<Long> requestedNanos) {
        Burst before = burst;
        if (before == null ? holder.isPresent() : !holder.equals(Optional.of(before.holder))) {
            comeLate.clear();
            burst = holder.map(user -> new Burst(user, now())).orElse(null);
            granted(burst, input, requestedNanos);
        } else if (before != null && !before.heard && input.equals(new FloorInput.MediaStarted(before.holder))) {
            before.heard = true;
            // A client that sends all the time is heard before it is told so.
            measured(Kpi.MEDIA, Math.max(0, now() - before.grantedNanos));
        }
    }

    private void granted(@Nullable Burst begun, FloorInput input, Optional<Long> requestedNanos) {
        if (begun == null) {
            return;
        }
        boolean atOnce =
                input instanceof FloorInput.Request request && request.userId().equals(begun.holder);
        channel.outgoing().add(() -> {
            begun.grantedNanos = now();
            if (atOnce) {
                requestedNanos.ifPresent(since -> measured(Kpi.GRANT, begun.grantedNanos - since));
            }
        });
    }

    /** Somebody's join, which came then, is done; it counts if media of another one is there to be heard. */
    void joined(Membership member, long requestedNanos) {
        if (burst != null && burst.heard && !burst.holder.equals(member.userId())) {
            member.endpointId().ifPresent(endpoint -> comeLate.put(endpoint, requestedNanos));
        }
    }

    /** A media packet has been sent on to an endpoint for the first time. */
    void firstHeard(String endpointId) {
        Long since = comeLate.remove(endpointId);
        if (since != null) {
            measured(Kpi.LATE_ENTRY, now() - since);
        }
    }

    /** So long a voice took to an endpoint. */
    void mouthToEar(long nanos) {
        measured(Kpi.MOUTH_TO_EAR, nanos);
    }

    void endpointGone(String endpointId) {
        comeLate.remove(endpointId);
    }

    /** The channel is gone; behind all that is still to be told of it. */
    void end() {
        burst = null;
        comeLate.clear();
        channel.outgoing().add(() -> channel.parts().quality().forget(channel.id()));
    }

    private void measured(Kpi kpi, long nanos) {
        channel.parts().quality().measured(channel.id(), kpi, nanos);
    }

    private long now() {
        return channel.parts().time().nanoTime();
    }
}
