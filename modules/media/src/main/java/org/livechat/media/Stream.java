package org.livechat.media;

/** One SSRC of a client and the track it belongs to. Owned by one worker. */
final class Stream {
    private final int ssrc;
    private final Track track;
    private final int clockRate;
    private final ReceptionStatistics statistics;
    private boolean reported;
    private long reportNtp;
    private int reportTimestamp;

    Stream(int ssrc, Track track, int clockRate) {
        this.ssrc = ssrc;
        this.track = track;
        this.clockRate = clockRate;
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

    /** Notes which timestamp the sender's wall clock belongs to. */
    void senderReport(long sourceNtp, int timestamp) {
        reported = true;
        reportNtp = sourceNtp;
        reportTimestamp = timestamp;
    }

    /** Whether the sender has told how its media clock and its wall clock belong together. */
    boolean isMapped() {
        return reported;
    }

    /** The timestamp of what the sender samples at an instant of its wall clock. */
    int timestampAt(long sourceNtp) {
        return reportTimestamp + NtpTime.ticks(sourceNtp - reportNtp, clockRate);
    }
}
