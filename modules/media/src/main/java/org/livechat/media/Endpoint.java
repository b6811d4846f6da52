package org.livechat.media;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.PeerAddress;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.srtp.SrtpReceiver;
import org.livechat.rtc.srtp.SrtpSender;
import org.livechat.rtc.stun.IceLite;

/**
 * One client's media connection. What is final or volatile may be read by any thread; everything else belongs to the
 * worker that the endpoint's packets reach.
 */
final class Endpoint {
    /** The most streams that one client may send: an audio and a few video, with room for restarts. */
    static final int MOST_STREAMS = 16;

    private final String userId;
    private final String channelId;
    private final boolean listenOnly;
    private final IceLite ice;
    private final List<Fingerprint> fingerprints;
    private final Negotiation negotiation;
    private final Loudness loudness = new Loudness();
    private final SenderClock clock = new SenderClock();
    private final IcePath path = new IcePath();
    private final StreamTable streams = new StreamTable(MOST_STREAMS);

    private volatile ChannelRelay relay = ChannelRelay.NONE;
    private volatile Sections sections = Sections.NONE;
    private volatile @Nullable PeerAddress address;
    private volatile long lastSeenNanos;
    private volatile boolean srtpReady;
    private volatile boolean closed;
    private volatile @Nullable Worker worker;

    private @Nullable DtlsLink dtls;
    private @Nullable SrtpSender srtpSender;
    private @Nullable SrtpReceiver srtpReceiver;
    private long burst = RelayPicture.NO_BURST;
    private long lastMediaNanos;
    private long lastConsentNanos;
    private long lastGateReportNanos;
    private boolean gateReported;
    private boolean reportsScheduled;

    Endpoint(
            String userId,
            String channelId,
            boolean listenOnly,
            IceLite ice,
            Collection<Fingerprint> fingerprints,
            Negotiation negotiation) {
        this.userId = userId;
        this.channelId = channelId;
        this.listenOnly = listenOnly;
        this.ice = ice;
        this.fingerprints = List.copyOf(fingerprints);
        this.negotiation = negotiation;
    }

    /** The server's ufrag for this endpoint. */
    String id() {
        return ice.local().ufrag();
    }

    String userId() {
        return userId;
    }

    String channelId() {
        return channelId;
    }

    boolean listenOnly() {
        return listenOnly;
    }

    IceLite ice() {
        return ice;
    }

    List<Fingerprint> fingerprints() {
        return fingerprints;
    }

    Negotiation negotiation() {
        return negotiation;
    }

    /** The channel whose plan names this endpoint; {@link ChannelRelay#NONE} before the first one does. */
    ChannelRelay relay() {
        return relay;
    }

    void relayedBy(ChannelRelay channelRelay) {
        relay = channelRelay;
    }

    /** What was negotiated last. */
    Sections sections() {
        return sections;
    }

    void negotiated(Sections newSections) {
        sections = newSections;
    }

    PayloadTypes payloadTypes() {
        return sections.payloadTypes();
    }

    /** Where its media goes; null before the first valid check. */
    @Nullable
    PeerAddress address() {
        return address;
    }

    void moveTo(PeerAddress newAddress) {
        address = newAddress;
    }

    /** When an authentic packet came last. */
    long lastSeenNanos() {
        return lastSeenNanos;
    }

    void seen(long nowNanos) {
        lastSeenNanos = nowNanos;
    }

    boolean srtpReady() {
        return srtpReady;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** The worker that its state belongs to; null until it has been reached. Any thread. */
    @Nullable
    Worker worker() {
        return worker;
    }

    /** Makes it a worker's own unless it is somebody's already; returns whose it is now. Any thread. */
    synchronized Worker claim(Worker candidate) {
        Worker owner = worker;
        if (owner == null) {
            worker = candidate;
            return candidate;
        }
        return owner;
    }

    /** How loud the client is, any thread. */
    Loudness loudness() {
        return loudness;
    }

    /** The client's wall clock, as its sender reports tell it. */
    SenderClock clock() {
        return clock;
    }

    /** Notes a valid check, which is consent to be sent to (RFC 7675). */
    void consented(long nowNanos) {
        lastConsentNanos = nowNanos;
        lastSeenNanos = nowNanos;
    }

    long lastConsentNanos() {
        return lastConsentNanos;
    }

    IcePath path() {
        return path;
    }

    StreamTable streams() {
        return streams;
    }

    @Nullable
    DtlsLink dtls() {
        return dtls;
    }

    void startDtls(DtlsLink link) {
        dtls = link;
    }

    void dropDtls() {
        dtls = null;
    }

    void keyed(SrtpSender sender, SrtpReceiver receiver) {
        srtpSender = sender;
        srtpReceiver = receiver;
        srtpReady = true;
    }

    /** Reads what sending needs, so that it is in the processor's cache; what it returns means nothing. */
    long touch(int ssrc) {
        SrtpSender cipher = srtpSender;
        PeerAddress destination = address;
        return (cipher == null || destination == null ? 0 : cipher.touch(ssrc) + destination.hashCode())
                + sections().extensionIds().mid();
    }

    @Nullable
    SrtpSender srtpSender() {
        return srtpSender;
    }

    @Nullable
    SrtpReceiver srtpReceiver() {
        return srtpReceiver;
    }

    /** Notes media of a burst; true when it is the burst's first. */
    boolean hears(long currentBurst, long nowNanos) {
        lastMediaNanos = nowNanos;
        if (burst == currentBurst) {
            return false;
        }
        burst = currentBurst;
        return true;
    }

    /** The burst whose media came last, or {@link RelayPicture#NO_BURST} once it went quiet. */
    long burst() {
        return burst;
    }

    void burstEnded() {
        burst = RelayPicture.NO_BURST;
    }

    long lastMediaNanos() {
        return lastMediaNanos;
    }

    /** Whether media without the floor is due to be looked at and reported, which is once in an interval. */
    boolean isGateReportDue(long nowNanos, long intervalNanos) {
        return !gateReported || nowNanos - lastGateReportNanos >= intervalNanos;
    }

    void gateReported(long nowNanos) {
        gateReported = true;
        lastGateReportNanos = nowNanos;
    }

    boolean reportsScheduled() {
        return reportsScheduled;
    }

    void scheduleReports(boolean scheduled) {
        reportsScheduled = scheduled;
    }
}
