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

/** More clients than handshakes that compute at once: 160, or {@code -Dlivechat.handshakes.stalled}. */
class CrowdedHandshakesTest {
    private static final OfferedTrack VOICE = OfferedTrack.both("0", MediaKind.AUDIO);
    private static final int MANY = Integer.getInteger("livechat.handshakes.stalled", 160);
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void handshakes_that_stall_keep_nobody_waiting() throws Exception {
        var settings = patientFor(Duration.ofSeconds(60));
        assertThat(settings.handshakeThreads()).isLessThan(MANY);
        List<TappedPath> paths = new ArrayList<>();
        try (var relay = new TestRelay(ChannelMode.PTT, settings)) {
            for (int i = 0; i < MANY; i++) {
                var path = new TappedPath(relay.address());
                paths.add(path);
                path.swallowDtls();
                relay.join("stalled-" + i, UnaryOperator.identity(), path::lead, VOICE);
                assertThat(path.awaitHello()).isTrue();
            }

            // Long before the others are given up.
            long start = System.nanoTime();
            relay.member("prompt", VOICE);
            var took = Duration.ofNanos(System.nanoTime() - start);
            System.out.printf("Beside %d handshakes that stall another one takes %d ms%n", MANY, took.toMillis());
            assertThat(took).isLessThan(SOON);
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
