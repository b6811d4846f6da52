package org.livechat.media.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.livechat.rtc.dtls.DtlsOutcome;

class HandshakesTest {
    private final LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();

    @Test
    void of_those_that_stall_the_oldest_gives_way_when_there_are_too_many() throws Exception {
        try (var handshakes = new Handshakes(1, 2, Duration.ofSeconds(60))) {
            begin(handshakes, "first");
            begin(handshakes, "second");
            begin(handshakes, "third");

            assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("first CANCELLED");
            assertThat(ended).isEmpty();
        }
    }

    private void begin(Handshakes handshakes, String name) {
        DtlsLink link = handshakes.start(
                new Applicant(name, 1),
                Optional.empty(),
                List.of(handshakes.fingerprint()),
                (bytes, offset, length) -> {},
                outcome -> ended.add(name + " " + ((DtlsOutcome.Failed) outcome).reason()),
                () -> {});
        while (link.isWaiting()) {
            Thread.onSpinWait();
        }
    }
}
