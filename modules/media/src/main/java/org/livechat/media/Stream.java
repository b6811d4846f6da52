package org.livechat.media;

/** One SSRC of a client and the track it belongs to. Owned by one worker. */
final class Stream {
    private final int ssrc;
    private final Track track;
    private final ReceptionStatistics statistics;

    Stream(int ssrc, Track track, int clockRate) {
        this.ssrc = ssrc;
        this.track = track;
        this.statistics = new ReceptionStatistics(clockRate);
    }

    int ssrc() {
        return ssrc;
    }

    Track track() {
        return track;
    }

    ReceptionStatistics statistics() {
        return statistics;
    }
}
