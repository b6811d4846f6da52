package org.livechat.media.feedback;

import org.livechat.media.format.ReportTerms;
import org.livechat.media.inbound.Stream;
import org.livechat.media.outbound.MediaSender;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.rtp.RtcpWriter;

/**
 * One RTCP datagram of feedback at a time. A client that has not agreed to less gets it behind a report and a description (RFC 3550
 * 6.1, RFC 4585 3.1), all others alone (RFC 5506). Reused; owned by one worker.
 */
final class FeedbackDatagram {
    private final MediaSender sender;
    private final RtcpWriter writer = new RtcpWriter();
    private int leadLength;

    FeedbackDatagram(MediaSender sender) {
        this.sender = sender;
    }

    /** Begins one that concerns a client's transport; the feedback is written next. */
    RtcpWriter begin(Peer to) {
        return begin(to.numbers().reports());
    }

    /** Begins one that concerns a stream, which goes to its sender. */
    RtcpWriter begin(Stream stream) {
        return begin(stream.track().numbers().reports());
    }

    private RtcpWriter begin(ReportTerms terms) {
        writer.start(sender.rtcpBuffer(), sender.rtcpOffset());
        if (!terms.reducedSize()) {
            writer.receiverReport(Reports.OWN_SSRC).sourceDescription(Reports.OWN_SSRC, terms.name());
        }
        leadLength = writer.length();
        return writer;
    }

    /** Sends it, unless no feedback was written. */
    void send(Peer to) {
        if (writer.length() > leadLength) {
            sender.sendRtcp(to, writer.length());
        }
    }
}
