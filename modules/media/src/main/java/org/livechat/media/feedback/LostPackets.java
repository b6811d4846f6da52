package org.livechat.media.feedback;

import org.livechat.media.agenda.Agenda;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.inbound.Stream;
import org.livechat.media.outbound.MediaSender;
import org.livechat.rtc.loss.MissingPackets;
import org.livechat.rtc.rtp.RtcpWriter;

/** Asks talkers for what was lost on its way to the server (RFC 4585 6.2.1). Owned by one worker. */
public final class LostPackets {
    private static final long NEVER = Long.MAX_VALUE;

    private final Agenda agenda;
    private final EndpointDirectory directory;
    private final FeedbackDatagram datagram;
    private final KeyframeRequests keyframes;

    public LostPackets(Agenda agenda, EndpointDirectory directory, MediaSender sender, KeyframeRequests keyframes) {
        this.agenda = agenda;
        this.directory = directory;
        this.datagram = new FeedbackDatagram(sender);
        this.keyframes = keyframes;
    }

    /** Looks whether a stream lacks something, after a packet of its has come. */
    public void look(Endpoint from, Stream stream, long nowNanos) {
        MissingPackets missing = stream.missing();
        if (missing == null || !stream.feedback().lostPackets()) {
            return;
        }
        if (missing.takeHopeless()) {
            keyframes.want(stream, nowNanos);
        }
        if (!stream.isRequestTimed()) {
            time(from, stream, missing, nowNanos);
        }
    }

    private void time(Endpoint from, Stream stream, MissingPackets missing, long nowNanos) {
        long due = missing.nextDueNanos(nowNanos);
        if (due == NEVER) {
            return;
        }
        stream.requestTimed(true);
        agenda.after(Math.max(0, due - nowNanos), () -> {
            stream.requestTimed(false);
            if (directory.find(from.id()).isPresent()) {
                ask(from, stream, missing, agenda.nowNanos());
                time(from, stream, missing, agenda.nowNanos());
            }
        });
    }

    private void ask(Endpoint from, Stream stream, MissingPackets missing, long nowNanos) {
        // Its sender may have changed to a codec for which that was not negotiated.
        if (stream.feedback().lostPackets()) {
            RtcpWriter writer = datagram.begin(stream);
            missing.due(nowNanos, from.peer().roundTrip().nanos(), writer, Reports.OWN_SSRC, stream.ssrc());
            datagram.send(from.peer());
        }
    }
}
