package org.livechat.fuzz;

import java.util.function.IntConsumer;
import org.livechat.rtc.rtp.Bye;
import org.livechat.rtc.rtp.ExtendedReport;
import org.livechat.rtc.rtp.FullIntraRequest;
import org.livechat.rtc.rtp.GenericNack;
import org.livechat.rtc.rtp.PictureLoss;
import org.livechat.rtc.rtp.ReceiverEstimatedBitrate;
import org.livechat.rtc.rtp.ReportBlocks;
import org.livechat.rtc.rtp.RtcpReader;
import org.livechat.rtc.rtp.SenderReport;
import org.livechat.rtc.rtp.TransportWideFeedback;

/** RTCP compounds with reports, feedback and extended reports (RFC 3550, 4585, 5104, 3611), once they are clear. */
public final class RtcpTarget {
    private static final int MOST_OF_ONE_REQUEST = 256;

    private RtcpTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Framed packet = Framed.of(input);
        RtcpReader reader = new RtcpReader().wrap(packet.buffer(), packet.offset(), packet.length());
        int bytes = 0;
        while (reader.next()) {
            Property.holds(packet.contains(reader.offset(), reader.length()), "a packet is within the compound");
            Property.holds(reader.length() > 0, "a packet has a length");
            bytes += reader.length();
            read(reader, packet);
        }
        Property.holds(bytes <= packet.length(), "packets do not overlap");
        packet.checkOthers();
    }

    private static void read(RtcpReader reader, Framed packet) {
        for (int i = 0; i < ReportBlocks.count(reader); i++) {
            ReportBlocks.ssrc(reader, i);
            int fraction = ReportBlocks.fractionLost(reader, i);
            Property.holds(fraction >= 0 && fraction < 256, "a fraction is a byte");
            ReportBlocks.cumulativeLost(reader, i);
            ReportBlocks.highestSequence(reader, i);
            ReportBlocks.jitterTicks(reader, i);
            ReportBlocks.lastSenderReport(reader, i);
            ReportBlocks.delaySinceLastSenderReport(reader, i);
        }
        if (SenderReport.isPresent(reader)) {
            SenderReport.ntpTimestamp(reader);
            SenderReport.octetCount(reader);
        } else if (GenericNack.isPresent(reader)) {
            int[] asked = new int[1];
            IntConsumer lost = sequence -> {
                Property.holds(sequence >= 0 && sequence <= 0xFFFF, "a sequence number has 16 bits");
                asked[0]++;
            };
            GenericNack.forEachLost(reader, MOST_OF_ONE_REQUEST, lost);
            Property.holds(asked[0] <= MOST_OF_ONE_REQUEST, "a request is bounded");
        } else if (TransportWideFeedback.isPresent(reader)) {
            Statuses statuses = new Statuses();
            if (TransportWideFeedback.visit(reader, statuses)) {
                Property.holds(
                        statuses.count == TransportWideFeedback.statusCount(reader),
                        "all statuses are told, and no other");
            }
            Property.holds(statuses.count <= 0xFFFF, "statuses are bounded");
        } else if (ReceiverEstimatedBitrate.isPresent(reader)) {
            Property.holds(ReceiverEstimatedBitrate.bitsPerSecond(reader) >= 0, "a rate is not negative");
            for (int i = 0; i < ReceiverEstimatedBitrate.ssrcCount(reader); i++) {
                ReceiverEstimatedBitrate.ssrc(reader, i);
            }
        } else if (FullIntraRequest.isPresent(reader)) {
            for (int i = 0; i < FullIntraRequest.count(reader); i++) {
                FullIntraRequest.ssrc(reader, i);
                FullIntraRequest.commandSequence(reader, i);
            }
        } else if (Bye.isPresent(reader)) {
            for (int i = 0; i < Bye.count(reader); i++) {
                Bye.ssrc(reader, i);
            }
        } else if (ExtendedReport.isPresent(reader)) {
            extended(reader, packet);
        }
        PictureLoss.isPresent(reader);
    }

    private static void extended(RtcpReader reader, Framed packet) {
        int blocks = 0;
        for (int block = ExtendedReport.first(reader); block >= 0; block = ExtendedReport.next(reader, block)) {
            Property.holds(++blocks <= packet.length(), "blocks end");
            ExtendedReport.type(reader, block);
            if (ExtendedReport.isReceiverReferenceTime(reader, block)) {
                ExtendedReport.ntpTimestamp(reader, block);
                ExtendedReport.compactNtpTimestamp(reader, block);
            }
            for (int i = 0; i < ExtendedReport.delayCount(reader, block); i++) {
                ExtendedReport.delaySsrc(reader, block, i);
                ExtendedReport.lastReceiverReport(reader, block, i);
                ExtendedReport.delaySinceLastReceiverReport(reader, block, i);
            }
        }
    }

    private static final class Statuses implements TransportWideFeedback.Visitor {
        private int count;

        @Override
        public void received(int sequence, int deltaTicks) {
            Property.holds(sequence >= 0 && sequence <= 0xFFFF, "a sequence number has 16 bits");
            count++;
        }

        @Override
        public void lost(int firstSequence, int lost) {
            Property.holds(lost > 0, "a run of lost packets has some");
            count += lost;
        }
    }
}
