/** WebRTC protocols without I/O: STUN, DTLS, SRTP, RTP, SDP. */
module org.livechat.rtc {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.tls;

    exports org.livechat.rtc.codec;
    exports org.livechat.rtc.dtls;
    exports org.livechat.rtc.rtp;
    exports org.livechat.rtc.sdp;
    exports org.livechat.rtc.srtp;
    exports org.livechat.rtc.stun;
}
