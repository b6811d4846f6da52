package org.livechat.media.inbound;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.bandwidth.TalkerRate;
import org.livechat.rtc.srtp.SrtpReceiver;

/**
 * One client as the one who sends: its tracks, the streams they come in, how loud it is, and the burst that is under way.
 * Every client is one, whether or not a plan has it heard. What is final or volatile may be read by any thread; the rest
 * belongs to the client's worker.
 */
public final class Talker {
    /** The most streams that one client may send at a time: an audio and a few video, with room for restarts. */
    public static final int MOST_STREAMS = 16;

    /** The SSRCs that are known of a client: those of its streams, as many that packets are sent again in, and many that have left. */
    public static final int MOST_SOURCES = 8 * MOST_STREAMS;

    /** A stream that has been silent for so long makes room for another where there is none (RFC 3550 6.3.5). */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Peer peer;
    private final Loudness loudness = new Loudness();
    private final SenderClock clock = new SenderClock();
    private final StreamTable streams = new StreamTable(MOST_STREAMS);
    private final CurrentBurst burst = new CurrentBurst();
    private final TalkerRate rate = new TalkerRate();
    private final Arrivals arrivals = new Arrivals();
    private final LearnedRetransmissions learned = new LearnedRetransmissions();
    private volatile List<Track> tracks = List.of();
    private volatile RetransmissionSources retransmissions = RetransmissionSources.NONE;

    public Talker(Peer peer) {
        this.peer = peer;
    }

    public Peer peer() {
        return peer;
    }

    public String userId() {
        return peer.userId();
    }

    /** The sections that it sends on, in the order of the SDP. */
    public List<Track> tracks() {
        return tracks;
    }

    /** Notes what was negotiated last. */
    public void negotiated(List<Track> newTracks, RetransmissionSources newRetransmissions) {
        tracks = newTracks;
        retransmissions = newRetransmissions;
    }

    /** The stream whose packets come again under this SSRC (RFC 4588); null if that is not known. */
    @Nullable
    public Stream retransmitted(int ssrc) {
        Stream said = retransmissions.streamOf(ssrc, streams);
        return said != null ? said : learned.find(ssrc);
    }

    /** Notes that packets of a stream come again under this SSRC, as they say. */
    public void learnRetransmissions(int ssrc, Stream original) {
        learned.learn(ssrc, original);
    }

    /** Whether another stream may begin; one that has left or long been silent is forgotten for it if need be. */
    public boolean hasRoom(long nowNanos) {
        return !streams.isFull() || streams.forgetSilent(nowNanos - IDLE_NANOS);
    }

    /** Notes a stream that begins; there has to be room. */
    public void begins(Stream stream) {
        streams.add(stream);
        retain(stream);
    }

    /** Notes a stream that begins in the place of another one of its SSRC. */
    public void replaces(Stream stream) {
        streams.replace(stream);
        retain(stream);
    }

    private void retain(Stream stream) {
        SrtpReceiver cipher = peer.srtpReceiver();
        if (cipher != null) {
            cipher.retain(stream.ssrc());
        }
    }

    /** Notes that a source says it is leaving (RFC 3550 6.6). It may come back: browsers say so of what they only pause. */
    public void left(int ssrc, long nowNanos) {
        Stream stream = streams.find(ssrc);
        if (stream != null) {
            stream.left(nowNanos - IDLE_NANOS);
        }
        SrtpReceiver cipher = peer.srtpReceiver();
        if (cipher != null) {
            cipher.left(ssrc, nowNanos);
        }
    }

    /** Forgets the streams of tracks that will not come back. */
    public void stopped(List<Track> gone, List<Integer> retransmissionsOfThem) {
        SrtpReceiver cipher = peer.srtpReceiver();
        IntConsumer release = cipher == null ? ssrc -> {} : cipher::release;
        for (Track track : gone) {
            streams.forget(track, release);
            learned.forget(track, release);
        }
        retransmissionsOfThem.forEach(release::accept);
    }

    public Optional<Track> firstTrack(MediaKind kind) {
        return tracks.stream().filter(track -> track.kind() == kind).findFirst();
    }

    /** How loud the client is, any thread. */
    public Loudness loudness() {
        return loudness;
    }

    /** The client's wall clock, as its sender reports tell it. */
    public SenderClock clock() {
        return clock;
    }

    public StreamTable streams() {
        return streams;
    }

    /** When its packets came. */
    public Arrivals arrivals() {
        return arrivals;
    }

    /** What it is told that its way takes, where it is told so. */
    public TalkerRate rate() {
        return rate;
    }

    public CurrentBurst burst() {
        return burst;
    }
}
