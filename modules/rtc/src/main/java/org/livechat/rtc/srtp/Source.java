package org.livechat.rtc.srtp;

/** The state of one synchronisation source under one key. */
final class Source {
    /** Of a source that has not been released. */
    static final long IN_USE = 0;

    final int ssrc;
    final ReplayWindow rtp = new ReplayWindow();
    final ReplayWindow rtcp = new ReplayWindow();

    /** The how manieth of its table it was to be released. */
    long released = IN_USE;

    /** When its latest packet was accepted. */
    long usedNanos;

    Source(int ssrc) {
        this.ssrc = ssrc;
    }
}
