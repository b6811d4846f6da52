package org.livechat.media.peer;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.PeerQuality;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.downlink.Downlink;
import org.livechat.media.format.PacketNumbers;
import org.livechat.rtc.bandwidth.RembEstimate;
import org.livechat.rtc.loss.RedundancyRoom;
import org.livechat.rtc.rtp.RoundTrip;
import org.livechat.rtc.srtp.SrtpReceiver;
import org.livechat.rtc.srtp.SrtpSender;

/**
 * A client as its packets show it: where it is, its ciphers, what its numbers mean, and which worker it belongs to. What is
 * final or volatile may be read by any thread; everything else belongs to that worker.
 */
public final class Peer {
    /** The worker of a client that has reached none yet. */
    public static final int NOBODY = -1;

    /** A length of time that has not been measured. */
    public static final long UNKNOWN = -1;

    /** Until it is measured; of most it is more. */
    private static final long DEFAULT_ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    private final String id;
    private final String userId;

    private volatile PacketNumbers numbers = PacketNumbers.NONE;
    private volatile @Nullable PeerAddress address;
    private volatile long lastSeenNanos;
    private volatile boolean seen;
    private volatile boolean keyed;
    private volatile boolean closed;
    private volatile int worker = NOBODY;

    private @Nullable SrtpSender srtpSender;
    private @Nullable SrtpReceiver srtpReceiver;
    private boolean reportsScheduled;
    private boolean choiceScheduled;
    private boolean hasHeard;
    private final ReportedLoss reportedLoss = new ReportedLoss();
    private volatile @Nullable PeerQuality quality;
    private volatile long measuredRoundTripNanos = UNKNOWN;
    private final RoundTrip roundTrip = new RoundTrip(DEFAULT_ROUND_TRIP_NANOS);
    private final RedundancyRoom redundancyRoom = new RedundancyRoom();
    private @Nullable Downlink downlink;
    private @Nullable RembEstimate told;
    private long packetsDealtWith;
    private long runsSentOn;
    private final DefectStreak comingDefects = new DefectStreak();
    private final DefectStreak onwardDefects = new DefectStreak();
    private final DefectStreak listeningDefects = new DefectStreak();

    /** @param id the server's ufrag for this client */
    public Peer(String id, String userId) {
        this.id = id;
        this.userId = userId;
    }

    /** The server's ufrag for this client. */
    public String id() {
        return id;
    }

    public String userId() {
        return userId;
    }

    /** What the numbers mean in packets of its of which the section is not known, as negotiated last. */
    public PacketNumbers numbers() {
        return numbers;
    }

    public void negotiated(PacketNumbers newNumbers) {
        numbers = newNumbers;
    }

    /** Where its media goes; null before the first valid check. */
    @Nullable
    public PeerAddress address() {
        return address;
    }

    public void moveTo(PeerAddress newAddress) {
        address = newAddress;
    }

    /** When an authentic packet came last; means nothing before {@link #isSeen()}. */
    public long lastSeenNanos() {
        return lastSeenNanos;
    }

    /** Whether an authentic packet has come. */
    public boolean isSeen() {
        return seen;
    }

    public void seen(long nowNanos) {
        lastSeenNanos = nowNanos;
        if (!seen) {
            seen = true;
        }
    }

    /** Whether it has its ciphers. */
    public boolean isKeyed() {
        return keyed;
    }

    public void keyed(SrtpSender sender, SrtpReceiver receiver) {
        srtpSender = sender;
        srtpReceiver = receiver;
        keyed = true;
    }

    /** Its ciphers are not to be used any more; others may come. */
    public void unkeyed() {
        keyed = false;
        srtpSender = null;
        srtpReceiver = null;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Any thread. */
    public void close() {
        closed = true;
    }

    /** Lets go of ciphers and codecs: once it is closed, nothing is sent to it or taken from it. */
    public void forget() {
        srtpSender = null;
        srtpReceiver = null;
        numbers = PacketNumbers.NONE;
    }

    /** The index of the worker that its state belongs to, or {@link #NOBODY}. Any thread. */
    public int worker() {
        return worker;
    }

    /** Makes it a worker's own unless it is somebody's already; returns whose it is now. Any thread. */
    public synchronized int claim(int candidate) {
        if (worker == NOBODY) {
            worker = candidate;
        }
        return worker;
    }

    /** Reads what sending needs, so that it is in the processor's cache; what it returns means nothing. */
    public long touch(int ssrc) {
        SrtpSender cipher = srtpSender;
        PeerAddress destination = address;
        return cipher == null || destination == null ? 0 : cipher.touch(ssrc) + destination.hashCode();
    }

    /** Encrypts what goes to it; null until it is keyed. */
    @Nullable
    public SrtpSender srtpSender() {
        return srtpSender;
    }

    /** Decrypts what comes from it; null until it is keyed. */
    @Nullable
    public SrtpReceiver srtpReceiver() {
        return srtpReceiver;
    }

    /** How long an answer of it takes. */
    public RoundTrip roundTrip() {
        return roundTrip;
    }

    /** Lets any thread see how long an answer takes; its worker, when reports are due. */
    public void publishRoundTrip() {
        measuredRoundTripNanos = roundTrip.isKnown() ? roundTrip.nanos() : UNKNOWN;
    }

    /** How long an answer took when reports were due last, or {@link #UNKNOWN}. Any thread. */
    public long measuredRoundTripNanos() {
        return measuredRoundTripNanos;
    }

    /** What it says of packets that it has lost. */
    public ReportedLoss reportedLoss() {
        return reportedLoss;
    }

    /** Whether voices may be sent to it more than once. */
    public RedundancyRoom redundancyRoom() {
        return redundancyRoom;
    }

    /** How well it did when reports were due last; null before the first. Any thread. */
    @Nullable
    public PeerQuality quality() {
        return quality;
    }

    public void publish(PeerQuality newQuality) {
        quality = newQuality;
    }

    /** Whether any media has been sent on to it. */
    public boolean hasHeard() {
        return hasHeard;
    }

    public void heard() {
        hasHeard = true;
    }

    /** What is known of the way to it; null while it does not tell when packets come. */
    @Nullable
    public Downlink downlink() {
        if (downlink == null && numbers.sentExtensionIds().transportSequence() > 0) {
            downlink = new Downlink();
        }
        return downlink;
    }

    /** What it says that it takes; null while it has not said so. */
    @Nullable
    public RembEstimate told() {
        return told;
    }

    /** Notes what it says that it takes, in bit/s. */
    public void tells(long bitsPerSecond, long nowNanos) {
        if (told == null) {
            told = new RembEstimate();
        }
        told.remb(bitsPerSecond, nowNanos);
    }

    /** Another packet of its was dealt with, whatever became of it. */
    public void dealtWithPacket() {
        packetsDealtWith++;
    }

    public long packetsDealtWith() {
        return packetsDealtWith;
    }

    /** Packets of its went on to listeners, or would have if there were any. */
    public void sentOnRun() {
        runsSentOn++;
    }

    public long runsSentOn() {
        return runsSentOn;
    }

    /** What its packets bring out as they come. */
    public DefectStreak comingDefects() {
        return comingDefects;
    }

    /** What its packets bring out as they go on to listeners, whichever. */
    public DefectStreak onwardDefects() {
        return onwardDefects;
    }

    /** What packets of others bring out as they go to it. */
    public DefectStreak listeningDefects() {
        return listeningDefects;
    }

    public boolean reportsScheduled() {
        return reportsScheduled;
    }

    /** Whether somebody is going to choose the sizes of its pictures. */
    public boolean choiceScheduled() {
        return choiceScheduled;
    }

    public void scheduleChoice(boolean scheduled) {
        choiceScheduled = scheduled;
    }

    public void scheduleReports(boolean scheduled) {
        reportsScheduled = scheduled;
    }
}
