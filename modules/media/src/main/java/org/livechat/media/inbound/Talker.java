package org.livechat.media.inbound;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livechat.api.media.MediaKind;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.bandwidth.TalkerRate;

/**
 * One client as the one who sends: its tracks, the streams they come in, how loud it is, and the burst that is under way.
 * Every client is one, whether or not a plan has it heard. What is final or volatile may be read by any thread; the rest
 * belongs to the client's worker.
 */
public final class Talker {
    /** The most streams that one client may send: an audio and a few video, with room for restarts. */
    public static final int MOST_STREAMS = 16;

    /** The SSRCs that they may have: what is sent again has its own. */
    public static final int MOST_SOURCES = 2 * MOST_STREAMS;

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
