package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;

/** Formats that a client makes up, which take nothing from others. */
class InventedFormatsTest {
    private static final OfferedTrack PICTURE = OfferedTrack.both("0", MediaKind.VIDEO);
    private static final String VP8 = "a=rtpmap:96 VP8/90000";
    private static final int FIRST_TYPE = 32;
    private static final int MANY = 64;
    /** A keyframe of all three: VP9 and AV1 by their first byte, H264 by the IDR picture in this aggregate. */
    private static final byte[] FRAME = {0x18, 0, 2, 0x65, 1};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "H264/90000\r\na=fmtp:96 packetization-mode=1;profile-level-id=640c1f",
                "VP9/90000\r\na=fmtp:96 profile-id=2",
                "AV1/90000\r\na=fmtp:96 profile=1"
            })
    void pictures_of_everybody_else_are_relayed_whatever_a_client_has_offered(String format) throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT);
                var stranger = new TestMember("stranger")) {
            for (String profile :
                    new String[] {"H264 profile-level-id=6e%02x1f", "VP9 profile-id=1%d", "AV1 profile=1%d"}) {
                relay.open("stranger", invented(stranger, profile));
                relay.open(
                        "stranger",
                        invented(stranger, profile.replace("6e", "7e").replace("=1", "=2")));
            }
            UnaryOperator<String> spoken = offer -> offer.replace(VP8, "a=rtpmap:96 " + format);
            var ann = relay.join("ann", spoken, UnaryOperator.identity(), PICTURE);
            ann.awaitConnected();
            var ben = relay.join("ben", spoken, UnaryOperator.identity(), PICTURE);
            ben.awaitConnected();
            relay.heard(ann);

            ReceivedRtp seen = null;
            for (int frame = 0; seen == null && frame < 500; frame++) {
                ann.peer().send("0", true, 3000 * frame, 0, FRAME);
                seen = ben.heard().poll(TestMember.FRAME_MILLIS, TimeUnit.MILLISECONDS);
            }
            assertThat(seen).isNotNull();
        }
    }

    /** An offer with many formats of a codec. */
    private static String invented(TestMember member, String profile) {
        var words = profile.split(" ", 2);
        var types = IntStream.range(FIRST_TYPE, FIRST_TYPE + MANY);
        var listed = types.mapToObj(Integer::toString).collect(Collectors.joining(" "));
        var lines = IntStream.range(FIRST_TYPE, FIRST_TYPE + MANY)
                .mapToObj(type -> "a=rtpmap:%d %s/90000\r\na=fmtp:%d %s"
                        .formatted(type, words[0], type, words[1].formatted(type)))
                .collect(Collectors.joining("\r\n"));
        return member.peer()
                .offer(List.of(PICTURE))
                .replace("SAVPF 96", "SAVPF " + listed)
                .replace(VP8, lines);
    }
}
