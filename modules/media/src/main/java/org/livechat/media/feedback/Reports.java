package org.livechat.media.feedback;

import java.util.concurrent.TimeUnit;
import org.livechat.api.media.MediaKind;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.inbound.NtpTime;
import org.livechat.media.inbound.ReceptionStatistics;
import org.livechat.media.inbound.Stream;
import org.livechat.media.inbound.StreamTable;
import org.livechat.media.outbound.MediaSender;
import org.livechat.media.outbound.Slot;
import org.livechat.media.peer.Peer;
import org.livechat.media.quality.QualityReports;
import org.livechat.rtc.rtp.CanonicalName;
import org.livechat.rtc.rtp.RtcpWriter;

/**
 * The server's own sender and receiver reports, once a second to those with traffic, or with some not long ago, and to nobody else, as whole
 * compounds. Owned by one worker.
 */
public final class Reports {
    /** The sender SSRC of packets that belong to no stream of ours. */
    static final int OWN_SSRC = 1;

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So many sender reports with their descriptions, 52 bytes each, leave room in 1200 bytes for 16 blocks of 24 and the rest. */
    private static final int MOST_SLOTS = 12;

    private final Agenda agenda;
    private final EndpointDirectory directory;
    private final MediaSender sender;
    private final QualityReports quality;
    private final RtcpWriter writer = new RtcpWriter();
    private final int[] reporters = new int[MOST_SLOTS + 1];
    /** How many of them are in the present compound. */
    private int reporting;

    public Reports(Agenda agenda, EndpointDirectory directory, MediaSender sender, QualityReports quality) {
        this.agenda = agenda;
        this.directory = directory;
        this.sender = sender;
        this.quality = quality;
    }

    /** A client has been sent its first media packet. */
    public void firstHeard(Peer peer) {
        quality.firstHeard(peer);
    }

    /** Has reports sent to a client with traffic until there is none; for one whose reports are not scheduled. */
    public void schedule(Peer peer) {
        peer.scheduleReports(true);
        agenda.after(INTERVAL_NANOS, () -> {
            peer.scheduleReports(false);
            if (directory
                    .find(peer.id())
                    .filter(endpoint -> send(endpoint, agenda.nowNanos()))
                    .isPresent()) {
                schedule(peer);
            }
        });
    }

    /** Sends what there is to say; false if there was nothing, and no need to come again until there is. */
    private boolean send(Endpoint endpoint, long nowNanos) {
        quality.report(endpoint, nowNanos);
        begin();
        boolean sent = senderReports(endpoint, nowNanos);
        receiverReport(endpoint, nowNanos);
        return end(endpoint.peer()) || sent;
    }

    private void begin() {
        writer.start(sender.rtcpBuffer(), sender.rtcpOffset());
        reporting = 0;
    }

    /** Sends the compound if there is anything in it. */
    private boolean end(Peer to) {
        if (writer.length() == 0) {
            return false;
        }
        sender.sendRtcp(to, writer.length());
        return true;
    }

    /** Names all who report in this compound, behind the last report (RFC 3550 6.1). */
    private void describe(Peer to) {
        CanonicalName name = to.numbers().reports().name();
        for (int i = 0; i < reporting; i++) {
            if (i == 0) {
                writer.sourceDescription(reporters[i], name);
            } else {
                writer.describe(reporters[i], name);
            }
        }
    }

    /** Writes them; of many, all but the last few go out at once, and it is returned whether any did. */
    private boolean senderReports(Endpoint endpoint, long nowNanos) {
        long ntp = NtpTime.at(nowNanos);
        boolean sent = false;
        for (Slot slot : endpoint.slots()) {
            if (slot.stream().isReportDue()) {
                if (reporting == MOST_SLOTS) {
                    describe(endpoint.peer());
                    sent |= end(endpoint.peer());
                    begin();
                }
                reporters[reporting++] = slot.stream().ssrc();
                slot.stream().reported();
                writer.senderReport(
                        slot.stream().ssrc(),
                        ntp,
                        slot.timestampAt(ntp, nowNanos),
                        slot.stream().packetsSent(),
                        slot.stream().payloadBytesSent());
            }
        }
        return sent;
    }

    private void receiverReport(Endpoint endpoint, long nowNanos) {
        StreamTable streams = endpoint.talker().streams();
        boolean begun = false;
        int pictures = 0;
        int mostLost = 0;
        long arrived = 0;
        for (int i = 0; i < streams.size(); i++) {
            Stream stream = streams.get(i);
            ReceptionStatistics statistics = stream.statistics();
            if (!statistics.hasNewsToReport()) {
                continue;
            }
            if (!begun) {
                writer.receiverReport(OWN_SSRC);
                reporters[reporting++] = OWN_SSRC;
                begun = true;
            }
            int lost = statistics.takeFractionLost();
            if (isToldRate(stream)) {
                pictures++;
                mostLost = Math.max(mostLost, lost);
                arrived += stream.bitsPerSecond(nowNanos);
            }
            writer.reportBlock(
                    stream.ssrc(),
                    lost,
                    statistics.cumulativeLost(),
                    statistics.highestSequence(),
                    statistics.jitterTicks(),
                    statistics.lastSenderReport(),
                    statistics.delaySinceSenderReport(nowNanos));
        }
        describe(endpoint.peer());
        if (pictures > 0) {
            estimate(endpoint, pictures, endpoint.talker().rate().next(arrived, mostLost / 256.0));
        }
        // A talker that listens to nobody gets no sender report that its own reports could name.
        if (begun && endpoint.peer().numbers().reports().receiversMeasure()) {
            writer.extendedReport(OWN_SSRC).receiverReferenceTime(NtpTime.at(nowNanos));
        }
    }

    private static boolean isToldRate(Stream stream) {
        return stream.track().kind() == MediaKind.VIDEO && stream.feedback().rate();
    }

    /** Tells a talker what its way takes, where it is not told when its packets come. */
    private void estimate(Endpoint endpoint, int pictures, long bitsPerSecond) {
        StreamTable streams = endpoint.talker().streams();
        int[] ssrcs = new int[pictures];
        int count = 0;
        for (int i = 0; i < streams.size() && count < pictures; i++) {
            if (isToldRate(streams.get(i))) {
                ssrcs[count++] = streams.get(i).ssrc();
            }
        }
        writer.receiverEstimatedBitrate(OWN_SSRC, bitsPerSecond, ssrcs);
    }
}
