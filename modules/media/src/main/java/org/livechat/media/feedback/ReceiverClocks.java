package org.livechat.media.feedback;

import org.livechat.media.inbound.NtpTime;
import org.livechat.media.outbound.MediaSender;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.rtp.ExtendedReport;
import org.livechat.rtc.rtp.RtcpReader;

/**
 * Round trips of those who send no reports of their own (RFC 3611 4.4, 4.5): a client that states its clock is answered at once, and
 * its answer to the server's own is a measurement of the way to a talker. Owned by one worker.
 */
public final class ReceiverClocks {
    private final FeedbackDatagram datagram;

    public ReceiverClocks(MediaSender sender) {
        this.datagram = new FeedbackDatagram(sender);
    }

    /** Reads an extended report; of several statements the last is answered. */
    void received(Peer from, RtcpReader report, long nowNanos) {
        int stated = -1;
        for (int block = ExtendedReport.first(report); block >= 0; block = ExtendedReport.next(report, block)) {
            if (ExtendedReport.isReceiverReferenceTime(report, block)) {
                stated = block;
            }
            for (int i = 0; i < ExtendedReport.delayCount(report, block); i++) {
                answered(from, report, block, i, nowNanos);
            }
        }
        if (stated >= 0) {
            answer(from, report.senderSsrc(), ExtendedReport.compactNtpTimestamp(report, stated));
        }
    }

    private static void answered(Peer from, RtcpReader report, int block, int index, long nowNanos) {
        if (ExtendedReport.delaySsrc(report, block, index) == Reports.OWN_SSRC) {
            from.roundTrip()
                    .reported(
                            NtpTime.compact(NtpTime.at(nowNanos)),
                            ExtendedReport.lastReceiverReport(report, block, index),
                            ExtendedReport.delaySinceLastReceiverReport(report, block, index));
        }
    }

    private void answer(Peer to, int receiver, int itsClock) {
        datagram.begin(to).extendedReport(Reports.OWN_SSRC).delaySinceLast(receiver, itsClock, 0);
        datagram.send(to);
    }
}
