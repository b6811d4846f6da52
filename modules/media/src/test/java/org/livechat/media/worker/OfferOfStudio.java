package org.livechat.media.worker;

import java.util.List;

/** An offer of a voice and a picture, with the feedback and the formats that browsers offer for them. */
record OfferOfStudio(String fingerprint, List<String> more) {
    String text() {
        String transport = String.join(
                "\r\n",
                "c=IN IP4 0.0.0.0",
                "a=sendrecv",
                "a=ice-ufrag:abcdefgh",
                "a=ice-pwd:abcdefghijklmnopqrstuvwx",
                "a=fingerprint:" + fingerprint,
                "a=setup:actpass",
                "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
                "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
                "a=rtcp-mux");
        return String.join(
                        "\r\n",
                        "v=0",
                        "o=- 1 1 IN IP4 127.0.0.1",
                        "s=-",
                        "t=0 0",
                        "a=group:BUNDLE 0 1",
                        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                        "a=mid:0",
                        transport,
                        "a=rtpmap:111 opus/48000/2",
                        "a=rtcp-fb:111 transport-cc",
                        "a=rtcp-fb:111 nack",
                        "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
                        "a=mid:1",
                        transport,
                        "a=rtpmap:96 VP8/90000",
                        "a=rtcp-fb:96 nack",
                        "a=rtcp-fb:96 nack pli",
                        "a=rtcp-fb:96 transport-cc",
                        "a=rtpmap:97 rtx/90000",
                        "a=fmtp:97 apt=96",
                        String.join("\r\n", more))
                + "\r\n";
    }
}
