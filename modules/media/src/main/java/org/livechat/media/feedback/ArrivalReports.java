package org.livechat.media.feedback;

import java.util.concurrent.TimeUnit;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.inbound.Arrivals;
import org.livechat.media.outbound.MediaSender;
import org.livechat.rtc.loss.ArrivalLog;

/**
 * Tells senders when their packets came, ten times a second while they come: what they estimate their bandwidth by. Owned by one
 * worker.
 */
public final class ArrivalReports {
    /** As libwebrtc's own receiver does by default. */
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int MOST_BYTES = 1100;

    private final Agenda agenda;
    private final EndpointDirectory directory;
    private final FeedbackDatagram datagram;

    public ArrivalReports(Agenda agenda, EndpointDirectory directory, MediaSender sender) {
        this.agenda = agenda;
        this.directory = directory;
        this.datagram = new FeedbackDatagram(sender);
    }

    /** Notes a packet that bears a number for that, and sees to it that its sender is told. */
    public void arrived(Endpoint from, long burst, int transportSequence, int ssrc, long nowNanos) {
        Arrivals arrivals = from.talker().arrivals();
        arrivals.received(burst, transportSequence, nowNanos);
        if (!arrivals.isScheduled()) {
            schedule(from, ssrc);
        }
    }

    private void schedule(Endpoint from, int ssrc) {
        Arrivals arrivals = from.talker().arrivals();
        arrivals.scheduled(true);
        agenda.after(INTERVAL_NANOS, () -> {
            arrivals.scheduled(false);
            if (arrivals.log().hasNews() && directory.find(from.id()).isPresent()) {
                report(from, arrivals.log(), ssrc);
                schedule(from, ssrc);
            }
        });
    }

    private void report(Endpoint from, ArrivalLog log, int ssrc) {
        while (log.hasNews()) {
            log.write(datagram.begin(from.peer()), Reports.OWN_SSRC, ssrc, MOST_BYTES);
            datagram.send(from.peer());
        }
    }
}
