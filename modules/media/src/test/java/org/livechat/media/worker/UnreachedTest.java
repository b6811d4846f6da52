package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livechat.media.connection.Connection;
import org.livechat.media.connection.Handshakes;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.event.DeafListener;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.life.Patience;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.stun.IceCredentials;
import org.livechat.rtc.stun.IceLite;

/** A client that got an answer and of which no packet comes. */
class UnreachedTest {
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration CONSENT = Duration.ofSeconds(30);

    @Test
    void it_is_waited_for_as_long_as_a_handshake_may_take_and_not_as_consent_lasts() {
        List<Endpoint> forgotten = new ArrayList<>();
        try (var handshakes = new Handshakes(1, HANDSHAKE);
                var events = new MediaEvents(new DeafListener())) {
            var worker = Worker.alone(
                    new LoopPort(),
                    new WorkerParts(
                            new EndpointDirectory(),
                            handshakes,
                            events,
                            new Patience(HANDSHAKE, CONSENT),
                            forgotten::add,
                            c -> {},
                            c -> {}));
            var credentials = IceCredentials.random(new SecureRandom());
            var endpoint = new Endpoint(
                    new Peer(credentials.ufrag(), "ann"),
                    new Connection(new IceLite(credentials), List.of()),
                    "channel",
                    false);
            long opened = System.nanoTime();
            worker.doWork(opened);
            worker.opened(endpoint);
            worker.doWork(opened);

            worker.doWork(opened + HANDSHAKE.minusSeconds(1).toNanos());
            assertThat(forgotten).isEmpty();
            worker.doWork(opened + HANDSHAKE.plusSeconds(1).toNanos());

            assertThat(forgotten).containsExactly(endpoint);
        }
    }
}
