package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;
import org.livechat.media.MediaSettings;

/** More clients than handshakes at once. */
class CrowdedHandshakesTest {
    private static final OfferedTrack VOICE = OfferedTrack.both("0", MediaKind.AUDIO);

    @Test
    void who_finds_no_room_is_served_when_stalled_ones_have_been_given_up() throws Exception {
        var settings = patientFor(Duration.ofSeconds(2));
        List<TappedPath> paths = new ArrayList<>();
        try (var relay = new TestRelay(ChannelMode.PTT, settings)) {
            for (int i = 0; i < settings.handshakeThreads(); i++) {
                var path = new TappedPath(relay.address());
                paths.add(path);
                path.swallowDtls();
                relay.join("stalled-" + i, UnaryOperator.identity(), path::lead, VOICE);
                assertThat(path.awaitHello()).isTrue();
            }

            // connects, or fails the test
            relay.member("patient", VOICE);
        } finally {
            paths.forEach(TappedPath::close);
        }
    }

    private static MediaSettings patientFor(Duration handshake) {
        var usual = RelayUnderTest.settings(TestRelay.CONSENT);
        return new MediaSettings(
                usual.bind(),
                usual.advertised(),
                usual.socketBufferBytes(),
                handshake,
                usual.consentTimeout(),
                usual.handshakeThreads(),
                usual.loudest(),
                usual.workers());
    }
}
