package org.livechat.media.worker;

import java.util.ArrayList;
import java.util.List;

/** Offers of a voice and a picture, with the feedback and the formats that browsers offer for them. */
record OfferOfStudio(String fingerprint, List<String> more) {
    /** One section each, in which both are sent and received. */
    String text() {
        return text(transport("sendrecv"));
    }

    /** A voice and a picture are sent, this in so many sizes, and so many of each are received. */
    String conference(List<String> sizes, int received) {
        List<String> lines = new ArrayList<>(more);
        if (!sizes.isEmpty()) {
            sizes.forEach(size -> lines.add("a=rid:" + size + " send"));
            lines.add("a=simulcast:send " + String.join(";", sizes));
        }
        StringBuilder bundle = new StringBuilder("BUNDLE 0 1");
        for (int i = 0; i < received; i++) {
            lines.addAll(picture(Integer.toString(2 + 2 * i), transport("recvonly")));
            lines.addAll(voice(Integer.toString(3 + 2 * i), transport("recvonly")));
            bundle.append(' ').append(2 + 2 * i).append(' ').append(3 + 2 * i);
        }
        return new OfferOfStudio(fingerprint, lines).text(transport("sendonly")).replace("BUNDLE 0 1", bundle);
    }

    private String transport(String direction) {
        return String.join(
                "\r\n",
                "c=IN IP4 0.0.0.0",
                "a=" + direction,
                "a=ice-ufrag:abcdefgh",
                "a=ice-pwd:abcdefghijklmnopqrstuvwx",
                "a=fingerprint:" + fingerprint,
                "a=setup:actpass",
                "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
                "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
                "a=extmap:5 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
                "a=extmap:6 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
                "a=rtcp-mux");
    }

    private String text(String transport) {
        return String.join(
                        "\r\n",
                        "v=0",
                        "o=- 1 1 IN IP4 127.0.0.1",
                        "s=-",
                        "t=0 0",
                        "a=group:BUNDLE 0 1",
                        String.join("\r\n", voice("0", transport)),
                        String.join("\r\n", picture("1", transport)),
                        String.join("\r\n", more))
                + "\r\n";
    }

    private static List<String> voice(String mid, String transport) {
        return List.of(
                "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                "a=mid:" + mid,
                transport,
                "a=rtpmap:111 opus/48000/2",
                "a=rtcp-fb:111 transport-cc",
                "a=rtcp-fb:111 nack");
    }

    private static List<String> picture(String mid, String transport) {
        return List.of(
                "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
                "a=mid:" + mid,
                transport,
                "a=rtpmap:96 VP8/90000",
                "a=rtcp-fb:96 nack",
                "a=rtcp-fb:96 nack pli",
                "a=rtcp-fb:96 transport-cc",
                "a=rtpmap:97 rtx/90000",
                "a=fmtp:97 apt=96");
    }
}
