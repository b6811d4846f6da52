package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.plugins.WhipClient.OFFER;
import static org.livechat.plugins.WhipClient.location;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What strangers can make the plug-in gateway-whip hold has bounds, and what nobody needs any more ends. */
@Timeout(120)
class WhipBoundsTest {
    private static final String START = "LIVECHAT_ADMIN_TOKEN=for-operators exec \"$LIVECHAT/bin/lcserver\""
            + " --set whip.sessions=5 --set whip.sessions_per_address=2"
            + " --set media.consent_timeout=7s --set media.handshake_timeout=5s"
            + " --set access.failures_per_minute=3 --set http.trusted_proxies=127.0.0.1";

    @TempDir
    private Path temporary;

    @Test
    void places_are_counted_and_come_back_and_guessers_wait() throws Exception {
        Path distribution = Distribution.copyTo(temporary.resolve("livechat"));
        Path work = Files.createDirectory(temporary.resolve("work"));
        try (var server = StockServer.start(START, work, distribution);
                var client = new WhipClient(server.port(), StockServer.SECRET);
                var guesser = new WhipClient(server.port(), "guessed");
                var proxied = new WhipClient(server.port(), StockServer.SECRET, "192.0.2.7");
                var proxiedGuesser = new WhipClient(server.port(), "guessed", "192.0.2.8")) {
            String first = location(client.post("/whip/CH_0001", OFFER));
            String second = location(client.post("/whep/CH_0001", OFFER));
            assertThat(client.post("/whep/CH_0001", OFFER).statusCode()).isEqualTo(429);
            assertThat(client.send("DELETE", first, "").statusCode()).isEqualTo(200);
            String third = location(client.post("/whep/CH_0001", OFFER));

            // Each address has places of its own, also behind a proxy.
            String fourth = location(proxied.post("/whep/CH_0001", OFFER));
            String fifth = location(proxied.post("/whep/CH_0001", OFFER));
            assertThat(proxied.post("/whep/CH_0001", OFFER).statusCode()).isEqualTo(429);

            // Nobody sends a STUN check, so that all have gone when consent has not been given for so long.
            for (String resource : new String[] {second, third, fourth, fifth}) {
                awaitGone(client, resource);
            }
            assertThat(client.send("GET", "/channels/CH_0001", "").body()).contains("\"peers\":[]");
            assertThat(client.send("GET", "/metrics", "", "Authorization", "Bearer for-operators")
                            .body())
                    .contains("whip_sessions 0.0", "whip_published_total 1.0", "whip_played_total 4.0")
                    .contains("whip_refused_total 2.0");

            guessUntilLockedOut(guesser);
            guessUntilLockedOut(proxiedGuesser);
            assertThat(proxied.post("/whip/CH_0001", OFFER).statusCode()).isEqualTo(201);
        }
    }

    private static void guessUntilLockedOut(WhipClient guesser) throws Exception {
        for (int guess = 0; guess < 3; guess++) {
            assertThat(guesser.post("/whip/CH_0001", OFFER).statusCode()).isEqualTo(401);
        }
        assertThat(guesser.post("/whip/CH_0001", OFFER).statusCode()).isEqualTo(429);
    }

    private static void awaitGone(WhipClient client, String resource) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (client.patch(resource, "a=end-of-candidates\r\n", "*").statusCode() != 404) {
            assertThat(System.nanoTime()).as("%s is still there", resource).isLessThan(deadline);
            Thread.sleep(100);
        }
    }
}
