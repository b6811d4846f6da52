package org.livechat.rtc.srtp;

/** The state of one synchronisation source under one key. */
final class Source {
    final int ssrc;
    final ReplayWindow rtp = new ReplayWindow();
    final ReplayWindow rtcp = new ReplayWindow();

    Source(int ssrc) {
        this.ssrc = ssrc;
    }
}
