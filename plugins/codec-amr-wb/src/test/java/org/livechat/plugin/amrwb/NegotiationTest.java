package org.livechat.plugin.amrwb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.ChannelMode;
import org.livechat.rtc.codec.BuiltInCodecs;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.sdp.AnswerParameters;
import org.livechat.rtc.sdp.Answerer;
import org.livechat.rtc.sdp.HostCandidates;
import org.livechat.rtc.sdp.NegotiatedCodec;
import org.livechat.rtc.sdp.NegotiatedSession;
import org.livechat.rtc.sdp.SdpException;
import org.livechat.rtc.sdp.Slot;
import org.livechat.rtc.stun.IceCredentials;

/** The codec in the server's own offer/answer. */
class NegotiationTest {
    private static final String FINGERPRINT = "sha-256 " + "AB:".repeat(31) + "CD";

    @Test
    void each_packing_is_answered_under_the_client_s_payload_type() {
        var session = answer("""
                m=audio 9 UDP/TLS/RTP/SAVPF 104 105
                a=rtpmap:104 AMR-WB/16000/1
                a=fmtp:104 mode-change-capability=2; max-red=0
                a=rtpmap:105 amr-wb/16000
                a=fmtp:105 octet-align=1; mode-set=0,1,2
                """);

        assertThat(session.answer())
                .contains("m=audio 10000 UDP/TLS/RTP/SAVPF 104 105\r\n")
                .contains("a=rtpmap:104 AMR-WB/16000\r\n")
                .contains("a=fmtp:104 mode-change-capability=2\r\n")
                .contains("a=rtpmap:105 AMR-WB/16000\r\n")
                .contains("a=fmtp:105 octet-align=1; mode-set=0,1,2\r\n");
        assertThat(codecs(session).map(codec -> codec.provider().formatKey(codec.parameters())))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void no_parameters_are_answered_with_none() {
        var session = answer("""
                m=audio 9 UDP/TLS/RTP/SAVPF 96
                a=rtpmap:96 AMR-WB/16000
                """);

        assertThat(session.answer()).contains("a=rtpmap:96 AMR-WB/16000\r\n").doesNotContain("a=fmtp");
    }

    @Test
    void opus_stays_the_first_choice_of_those_who_have_both() {
        var session = answer("""
                m=audio 9 UDP/TLS/RTP/SAVPF 96 111
                a=rtpmap:96 AMR-WB/16000
                a=rtpmap:111 opus/48000/2
                """);

        assertThat(codecs(session).map(NegotiatedCodec::payloadType)).containsExactly(111, 96);
    }

    @Test
    void a_payload_type_that_is_not_acceptable_is_left_out_and_the_others_stay() {
        var session = answer("""
                m=audio 9 UDP/TLS/RTP/SAVPF 96 97 98
                a=rtpmap:96 AMR-WB/16000
                a=fmtp:96 octet-align=1; interleaving=30
                a=rtpmap:97 AMR-WB/16000
                a=fmtp:97 octet-align=1; crc=1
                a=rtpmap:98 AMR-WB/16000
                a=fmtp:98 octet-align=1
                """);

        assertThat(codecs(session).map(NegotiatedCodec::payloadType)).containsExactly(98);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AMR-WB/16000/2", "AMR-WB/8000", "AMR/8000", "AMR-WB+/72000"})
    void what_is_another_codec_is_not_taken_for_it(String encoding) {
        var media = "m=audio 9 UDP/TLS/RTP/SAVPF 96\na=rtpmap:96 %s\n".formatted(encoding);

        assertThatThrownBy(() -> answer(media)).isInstanceOf(SdpException.class).hasMessageContaining("AMR-WB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"octet-align=7", "mode-set=0,1,2,99999999999999999999", "mode-set", ";=;octet-align=;"})
    void hostile_parameters_cost_their_payload_type_alone(String parameters) {
        var session = answer("""
                m=audio 9 UDP/TLS/RTP/SAVPF 96 0
                a=rtpmap:96 AMR-WB/16000
                a=fmtp:96 %s
                """.formatted(parameters));

        assertThat(codecs(session).map(NegotiatedCodec::payloadType)).containsExactly(0);
    }

    private static Stream<NegotiatedCodec> codecs(NegotiatedSession session) {
        return session.sections().getFirst().codecs().stream();
    }

    private static NegotiatedSession answer(String media) {
        var offer = """
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                t=0 0
                a=group:BUNDLE 0
                """ + media + """
                c=IN IP4 0.0.0.0
                a=mid:0
                a=ice-ufrag:UCk+
                a=ice-pwd:dy4by+kbNvpZ4i4UIcwMjpnN
                a=fingerprint:%s
                a=setup:actpass
                a=sendrecv
                a=rtcp-mux
                """.formatted(FINGERPRINT);
        return Answerer.answer(
                offer.replace("\n", "\r\n"),
                new AnswerParameters(
                        4711,
                        ChannelMode.PTT,
                        false,
                        remote -> new IceCredentials("srvufrag", "serverpassword0123456789"),
                        Fingerprint.parse(FINGERPRINT).orElseThrow(),
                        HostCandidates.udp(List.of(new InetSocketAddress("192.0.2.1", 10000))),
                        Stream.concat(BuiltInCodecs.all().stream(), Stream.of(new AmrWb()))
                                .toList(),
                        AnswerParameters.RELAYED_FEEDBACK,
                        AnswerParameters.RELAYED_EXTENSIONS,
                        (mid, kind) -> new Slot(1000, 2000, "livechat", "livechat", "slot-" + mid),
                        Optional.empty()));
    }
}
