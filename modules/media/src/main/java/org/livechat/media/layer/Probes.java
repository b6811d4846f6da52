package org.livechat.media.layer;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.downlink.Downlink;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.outbound.MediaSender;
import org.livechat.media.outbound.OutgoingStream;
import org.livechat.media.outbound.Slot;
import org.livechat.rtc.bandwidth.Prober;

/**
 * Sends the padding by which the estimate of a way finds out whether it takes more (RFC 4588 streams carry it: to a listener it is a
 * packet sent again with nothing in it). Owned by one worker.
 */
public final class Probes {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** The {@link Prober} spreads a probe over 20 ms; a small one takes longer, for its packets have a least length. */
    private static final int MOST_STEPS = 30;

    private final Agenda agenda;
    private final EndpointDirectory directory;
    private final MediaSender sender;

    public Probes(Agenda agenda, EndpointDirectory directory, MediaSender sender) {
        this.agenda = agenda;
        this.directory = directory;
        this.sender = sender;
    }

    /** Sends the probe that the estimate asks for, if it asks for one that is not on its way. */
    void begin(Endpoint endpoint, Downlink way, long nowNanos) {
        if (way.beginsProbe()) {
            step(endpoint, way, MOST_STEPS, nowNanos);
        }
    }

    private void step(Endpoint endpoint, Downlink way, int left, long nowNanos) {
        OutgoingStream stream = streamOf(endpoint);
        if (stream == null || left == 0 || way.prober().cluster() == 0) {
            return;
        }
        int due = way.prober().bytesDue(nowNanos);
        while (due > 0) {
            int sent = stream.repair().pad(due, nowNanos, sender);
            if (sent == 0) {
                return;
            }
            due -= sent;
        }
        agenda.after(STEP_NANOS, () -> {
            if (directory.find(endpoint.id()).isPresent()) {
                step(endpoint, way, left - 1, agenda.nowNanos());
            }
        });
    }

    private static @Nullable OutgoingStream streamOf(Endpoint endpoint) {
        for (Slot slot : endpoint.slots()) {
            if (slot.kind() == MediaKind.VIDEO && slot.stream().hasRetransmissions()) {
                return slot.stream();
            }
        }
        return null;
    }
}
