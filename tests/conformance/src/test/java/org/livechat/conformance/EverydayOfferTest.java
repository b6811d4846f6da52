package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Valid offers that not every browser makes, over a real WebSocket: each is taken, and answered as it asks. */
class EverydayOfferTest {
    private static final String LONG_MID = "audio-3f2a9c6e-5d41-4b7e-9a60-1c2d3e4f";
    private static final String TRANSPORT = lines(
            "c=IN IP4 0.0.0.0",
            "a=ice-ufrag:abcd",
            "a=ice-pwd:abcdefghijklmnopqrstuvwx",
            "a=fingerprint:sha-256 " + "AB:".repeat(31) + "CD",
            "a=setup:actpass");
    private static final String VOICE = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n" + TRANSPORT;
    private static final String PICTURE = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\n" + TRANSPORT;
    private static final String BUNDLE_ONLY =
            "m=video 0 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\na=bundle-only\r\n" + TRANSPORT;
    private static final String DATA = lines("m=application 9 UDP/DTLS/SCTP webrtc-datachannel") + TRANSPORT;
    private static final String MUX = "a=rtcp-mux\r\n";

    @AutoClose
    private final WholeServer server = new WholeServer();

    private final TestClient client = server.identified("ann");

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String offer(String... parts) {
        return lines("v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0") + String.join("", parts);
    }

    private static String mid(String mid) {
        return "a=mid:" + mid + "\r\n";
    }

    private static String group(String... mids) {
        return "a=group:BUNDLE " + String.join(" ", mids) + "\r\n";
    }

    static Stream<Map.Entry<String, List<String>>> offers() {
        return Map.of(
                // RFC 5888 4: a token of any length
                offer(group(LONG_MID), VOICE, MUX, mid(LONG_MID)),
                List.of("m=audio", "a=mid:" + LONG_MID, "a=group:BUNDLE " + LONG_MID),
                // RFC 8829 5.10: a section need not have a mid
                offer(VOICE, MUX),
                List.of("m=audio"),
                offer(group("v"), VOICE, MUX, PICTURE, MUX, mid("v")),
                List.of("m=audio", "m=video 0"),
                // formats are payload types in sections of RTP only
                offer(
                        group("a", "d"),
                        VOICE,
                        MUX,
                        mid("a"),
                        DATA,
                        mid("d"),
                        "a=rtpmap:webrtc-datachannel x/1\r\n",
                        "a=fmtp:webrtc-datachannel max-message-size=100000\r\n",
                        "a=rtcp-fb:webrtc-datachannel nack\r\n"),
                List.of("m=audio", "m=application 0"),
                // RFC 9143 9.3: rtcp-mux is not needed where a section is bundled only
                offer(group("a", "v"), VOICE, MUX, mid("a"), BUNDLE_ONLY, mid("v")),
                List.of("m=audio", "m=video", "a=group:BUNDLE a v"),
                // nor, in a later offer, beside the section that has the transport (7.1.3: IDENTICAL)
                offer(group("a", "v"), VOICE, MUX, mid("a"), PICTURE, mid("v")),
                List.of("m=audio", "m=video", "a=group:BUNDLE a v"),
                // RFC 8858
                offer(group("a"), VOICE, "a=rtcp-mux-only\r\n", mid("a")),
                List.of("m=audio", "a=rtcp-mux"),
                // RFC 8829 5.1.2
                offer(group("a"), VOICE.replace("UDP/TLS/RTP/SAVPF", "RTP/AVPF"), MUX, mid("a")),
                List.of("m=audio", "a=mid:a"))
                .entrySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("offers")
    void is_taken(Map.Entry<String, List<String>> offered) {
        var answer = answer(offered.getKey());

        var accepted = answer.lines()
                .filter(line -> line.startsWith("m="))
                .map(line -> line.split(" ", 3)[1].equals("0") ? line.split(" ", 2)[0] + " 0" : line.split(" ", 2)[0])
                .toList();
        assertThat(accepted)
                .isEqualTo(offered.getValue().stream()
                        .filter(line -> line.startsWith("m="))
                        .toList());
        assertThat(answer.lines())
                .containsAll(offered.getValue().stream()
                        .filter(line -> line.startsWith("a="))
                        .toList());
    }

    @Test
    void what_was_offered_without_a_name_is_answered_without_one() {
        assertThat(answer(offer(VOICE, MUX, "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r\n")))
                .doesNotContain("a=mid")
                .doesNotContain("BUNDLE")
                .doesNotContain("sdes:mid");
    }

    /** RFC 8285 5 to 7. */
    @Test
    void header_extensions_are_answered_in_the_direction_and_under_the_id_of_the_offer() {
        var level = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
        var mid = "urn:ietf:params:rtp-hdrext:sdes:mid";
        var answer = answer(offer(
                "a=extmap-allow-mixed\r\n",
                group("a", "v"),
                VOICE,
                MUX,
                mid("a"),
                lines("a=extmap:1/sendonly " + level, "a=extmap:20/sendrecv " + mid),
                PICTURE,
                MUX,
                mid("v"),
                lines("a=sendonly", "a=extmap:20/sendrecv " + mid, "a=extmap:3/recvonly urn:3gpp:video-orientation")));

        assertThat(answer.lines().filter(line -> line.startsWith("a=extmap")))
                .containsExactly(
                        "a=extmap-allow-mixed",
                        "a=extmap:1/recvonly " + level,
                        "a=extmap:20/sendrecv " + mid,
                        "a=extmap:20/recvonly " + mid);
    }

    @Test
    void a_slot_of_a_long_name_can_be_chosen_by_it() {
        var name = "v".repeat(200);
        client.send("{'op':10,'d':{'channel_id':'talk','freq':'0102','channel_name':'Talk','mode':'conference'}}");
        client.awaitAck(10);
        join("talk", offer(group(name), PICTURE, MUX, mid(name), "a=recvonly\r\n"));
        client.awaitAck(11);
        client.send("{'op':18,'d':{'channel_id':'talk','mid':'" + name + "','user_id':null}}");
        assertThat(client.awaitAck(18).get("channel_id").stringValue()).isEqualTo("talk");
    }

    @Test
    void a_name_that_no_packet_can_carry_is_refused() {
        join("CH_0001", offer(VOICE, MUX, mid("a".repeat(256))));
        assertThat(client.expectError(2006).toString()).contains("1 to 255");
    }

    @Test
    void a_section_with_a_transport_of_its_own_needs_rtcp_mux() {
        join("CH_0001", offer(group("a"), VOICE, mid("a")));
        assertThat(client.expectError(2006).toString()).contains("a=rtcp-mux");
    }

    private String answer(String offer) {
        join("CH_0001", offer);
        JsonNode packet = client.next();
        assertThat(packet.get("op").intValue()).as(packet.toString()).isEqualTo(200);
        return packet.get("d").get("data").get("sdp_answer").stringValue();
    }

    private void join(String channelId, String offer) {
        client.sendRaw(JsonMapper.shared()
                .writeValueAsString(
                        Map.of("op", 11, "d", Map.of("channel_id", channelId, "ssrc", 7, "sdp_offer", offer))));
    }
}
