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
import org.livechat.rtc.rtp.RtcpWriter;

/** The server's own sender and receiver reports, once a second to those with traffic, and to nobody else. Owned by one worker. */
public final class Reports {
    /** The sender SSRC of packets that belong to no stream of ours. */
    static final int OWN_SSRC = 1;

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A compound that fits an Ethernet frame: 30 sender reports of 28 bytes, 16 blocks of 24. */
    private static final int MOST_SLOTS = 30;

    private final Agenda agenda;
    private final EndpointDirectory directory;
    private final MediaSender sender;
    private final QualityReports quality;
    private final RtcpWriter writer = new RtcpWriter();

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
        writer.start(sender.rtcpBuffer(), sender.rtcpOffset());
        senderReports(endpoint, nowNanos);
        receiverReport(endpoint, nowNanos);
        if (writer.length() == 0) {
            return false;
        }
        sender.sendRtcp(endpoint.peer(), writer.length());
        return true;
    }

    private void senderReports(Endpoint endpoint, long nowNanos) {
        long ntp = NtpTime.ofUnixMillis(System.currentTimeMillis());
        int written = 0;
        for (Slot slot : endpoint.slots()) {
            if (slot.stream().hasNewsToReport() && written++ < MOST_SLOTS) {
                slot.stream().reported();
                writer.senderReport(
                        slot.stream().ssrc(),
                        ntp,
                        slot.timestampAt(ntp, nowNanos),
                        slot.stream().packetsSent(),
                        slot.stream().payloadBytesSent());
            }
        }
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
                begun = true;
            }
            int lost = statistics.takeFractionLost();
            if (stream.track().kind() == MediaKind.VIDEO) {
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
        if (pictures > 0 && endpoint.peer().numbers().tellsRate()) {
            estimate(endpoint, pictures, endpoint.talker().rate().next(arrived, mostLost / 256.0));
        }
        // A talker that listens to nobody gets no sender report that its own reports could name.
        if (begun && endpoint.peer().numbers().receiversMeasure()) {
            writer.extendedReport(OWN_SSRC).receiverReferenceTime(NtpTime.ofUnixMillis(System.currentTimeMillis()));
        }
    }

    /** Tells a talker what its way takes, where it is not told when its packets come. */
    private void estimate(Endpoint endpoint, int pictures, long bitsPerSecond) {
        StreamTable streams = endpoint.talker().streams();
        int[] ssrcs = new int[pictures];
        int count = 0;
        for (int i = 0; i < streams.size() && count < pictures; i++) {
            if (streams.get(i).track().kind() == MediaKind.VIDEO) {
                ssrcs[count++] = streams.get(i).ssrc();
            }
        }
        writer.receiverEstimatedBitrate(OWN_SSRC, bitsPerSecond, ssrcs);
    }
}
