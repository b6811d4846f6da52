package org.livechat.media.feedback;

import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.downlink.Downlink;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.inbound.NtpTime;
import org.livechat.media.inbound.Stream;
import org.livechat.media.outbound.Slot;
import org.livechat.rtc.bandwidth.RembEstimate;
import org.livechat.rtc.rtp.Bye;
import org.livechat.rtc.rtp.ExtendedReport;
import org.livechat.rtc.rtp.FullIntraRequest;
import org.livechat.rtc.rtp.GenericNack;
import org.livechat.rtc.rtp.PictureLoss;
import org.livechat.rtc.rtp.ReceiverEstimatedBitrate;
import org.livechat.rtc.rtp.ReportBlocks;
import org.livechat.rtc.rtp.RoundTrip;
import org.livechat.rtc.rtp.RtcpReader;
import org.livechat.rtc.rtp.SenderReport;
import org.livechat.rtc.rtp.TransportWideFeedback;
import org.livechat.rtc.srtp.SrtpReceiver;

/** Ends clients' RTCP: what concerns a source is turned into a request of the server's own. Owned by one worker. */
public final class RtcpDesk {
    private final MediaCounters counters;
    private final KeyframeRequests keyframes;
    private final Retransmissions retransmissions;
    private final VoiceLosses losses;
    private final ReceiverClocks clocks;
    private final RtcpReader reader = new RtcpReader();

    public RtcpDesk(
            MediaCounters counters,
            KeyframeRequests keyframes,
            Retransmissions retransmissions,
            VoiceLosses losses,
            ReceiverClocks clocks) {
        this.counters = counters;
        this.keyframes = keyframes;
        this.retransmissions = retransmissions;
        this.losses = losses;
        this.clocks = clocks;
    }

    public void received(Endpoint from, byte[] buffer, int offset, int length, long nowNanos) {
        SrtpReceiver cipher = from.peer().srtpReceiver();
        if (cipher == null) {
            counters.increment(MediaCounters.Count.DROPPED_NO_KEYS);
            return;
        }
        int clearLength = cipher.unprotectRtcp(buffer, offset, length, nowNanos);
        if (clearLength < 0) {
            counters.countReject(clearLength);
            return;
        }
        from.peer().seen(nowNanos);
        reader.wrap(buffer, offset, clearLength);
        while (reader.next()) {
            if (PictureLoss.isPresent(reader)) {
                wantKeyframe(from, reader.mediaSsrc(), nowNanos);
            } else if (FullIntraRequest.isPresent(reader)) {
                for (int i = 0; i < FullIntraRequest.count(reader); i++) {
                    wantKeyframe(from, FullIntraRequest.ssrc(reader, i), nowNanos);
                }
            } else if (GenericNack.isPresent(reader)) {
                Slot slot = slotOf(from, reader.mediaSsrc());
                if (slot != null) {
                    retransmissions.answer(reader, slot, from.peer().roundTrip().nanos(), nowNanos);
                }
            } else if (TransportWideFeedback.isPresent(reader)) {
                Downlink way = from.peer().downlink();
                if (way != null) {
                    if (way.feedback(reader, nowNanos)) {
                        counters.increment(MediaCounters.Count.PICTURES_PAUSED);
                    }
                    from.peer().redundancyRoom().queue(way.queueNanos(), nowNanos);
                    if (way.takeOutage()) {
                        wantPictures(from, nowNanos);
                    }
                }
            } else if (ReceiverEstimatedBitrate.isPresent(reader)) {
                from.peer().tells(ReceiverEstimatedBitrate.bitsPerSecond(reader), nowNanos);
            } else if (Bye.isPresent(reader)) {
                for (int i = 0; i < Bye.count(reader); i++) {
                    from.talker().left(Bye.ssrc(reader, i), nowNanos);
                }
            } else if (SenderReport.isPresent(reader)) {
                Stream stream = from.talker().streams().find(reader.senderSsrc());
                if (stream != null) {
                    long ntp = SenderReport.ntpTimestamp(reader);
                    stream.statistics().senderReport(SenderReport.compactNtpTimestamp(reader), nowNanos);
                    stream.senderReport(ntp, SenderReport.rtpTimestamp(reader), nowNanos);
                    from.talker().clock().reported(ntp, NtpTime.at(nowNanos));
                }
            }
            if (ExtendedReport.isPresent(reader)) {
                clocks.received(from.peer(), reader, nowNanos);
            }
            reports(from, nowNanos);
        }
        if (reader.isMalformed()) {
            counters.increment(MediaCounters.Count.DROPPED_MALFORMED);
        }
    }

    // Receiver reports, and the blocks of sender reports.
    private void reports(Endpoint from, long nowNanos) {
        RoundTrip roundTrip = from.peer().roundTrip();
        RembEstimate told = from.peer().told();
        for (int i = 0; i < ReportBlocks.count(reader); i++) {
            from.peer().reportedLoss().reported(ReportBlocks.fractionLost(reader, i));
            if (roundTrip.reported(
                    NtpTime.compact(NtpTime.at(nowNanos)),
                    ReportBlocks.lastSenderReport(reader, i),
                    ReportBlocks.delaySinceLastSenderReport(reader, i))) {
                from.peer().redundancyRoom().roundTrip(roundTrip.latestNanos(), nowNanos);
            }
            Slot slot = slotOf(from, ReportBlocks.ssrc(reader, i));
            if (slot != null) {
                losses.reported(slot, reader, i, roundTrip.nanos());
            }
            if (told != null && slot != null && slot.kind() == MediaKind.VIDEO) {
                told.report(ReportBlocks.fractionLost(reader, i) / 256.0, nowNanos);
            }
        }
    }

    /** Whose way was cut lacks too much for pictures to go on: it need not ask, which it may do seconds later. */
    private void wantPictures(Endpoint from, long nowNanos) {
        for (Slot slot : from.slots()) {
            if (slot.kind() == MediaKind.VIDEO) {
                wantKeyframe(slot, nowNanos);
            }
        }
    }

    private void wantKeyframe(Endpoint from, int slotSsrc, long nowNanos) {
        Slot slot = slotOf(from, slotSsrc);
        if (slot != null) {
            wantKeyframe(slot, nowNanos);
        }
    }

    private void wantKeyframe(Slot slot, long nowNanos) {
        Stream source = slot.source();
        if (source != null && slot.keyframeAllowance().takes(nowNanos)) {
            keyframes.want(source, nowNanos);
        }
    }

    private static @Nullable Slot slotOf(Endpoint from, int ssrc) {
        for (Slot slot : from.slots()) {
            if (slot.stream().ssrc() == ssrc) {
                return slot;
            }
        }
        return null;
    }
}
