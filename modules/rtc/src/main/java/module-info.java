/** WebRTC protocols without I/O: STUN, DTLS, SRTP, RTP, SDP. */
module org.livechat.rtc {
    requires static org.jspecify;
    requires transitive org.livechat.api;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.tls;

    exports org.livechat.rtc.bandwidth;
    exports org.livechat.rtc.codec;
    exports org.livechat.rtc.dtls;
    exports org.livechat.rtc.frame;
    exports org.livechat.rtc.layer;
    exports org.livechat.rtc.loss;
    exports org.livechat.rtc.rtp;
    exports org.livechat.rtc.sdp;
    exports org.livechat.rtc.srtp;
    exports org.livechat.rtc.stun;

    // In our order of preference.
    provides org.livechat.api.media.CodecProvider with
            org.livechat.rtc.codec.Opus,
            org.livechat.rtc.codec.G722,
            org.livechat.rtc.codec.Pcmu,
            org.livechat.rtc.codec.Pcma,
            org.livechat.rtc.codec.Vp8,
            org.livechat.rtc.codec.Vp9,
            org.livechat.rtc.codec.H264,
            org.livechat.rtc.codec.Av1;
}
