package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Firefox behind a relay, and with a WebSocket that is lost. It takes no loopback address, so this needs a network of its own. */
@Tag("own-network")
class FirefoxWaysTest {
    private static final String ADDRESS = System.getProperty("livechat.test.address", "198.18.0.1");
    private static final String CHANNEL = "CH_0001";
    private static final int CUTS = Integer.getInteger("livechat.cuts", 3);

    /** What a listener hears without a pause, for a machine that is busy. */
    private static final long GAP_MILLIS = 2_000;

    /** The ways that the page's media takes, by what the browser says of the pairs it has chosen. */
    private static final String WAYS = """
            return (async () => {
              const statistics = [...(await instrument.peers.at(-1).getStats()).values()];
              return statistics
                .filter(({ type, selected }) => type === 'candidate-pair' && selected)
                .map((pair) => statistics.find(({ id }) => id === pair.localCandidateId))
                .map(({ candidateType, relayProtocol }) => `${candidateType} over ${relayProtocol}`);
            })()""";

    /** Notes what the page says of its connection. */
    private static final String WATCH = """
            window.seen = [];
            new MutationObserver(() => seen.push(document.getElementById('connection').dataset.state))
                .observe(document.getElementById('connection'), { attributes: true, attributeFilter: ['data-state'] });
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void firefox_that_may_only_use_the_relay_hears_and_is_heard(String transport) throws Exception {
        try (Coturn relay = Coturn.start(ADDRESS, folder);
                RunningServer server = RunningServer.startWithIceServers(
                        ADDRESS, "{urls: ['%s'], secret: %s}".formatted(relay.uri(transport), Coturn.SECRET), "24h");
                FirefoxPerson fox = FirefoxPerson.start("Fox Lee", Tone.E5, SolidColour.GREEN);
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            fox.open(server.consoleLink());
            fox.chooseRelayOnly();
            fox.enter(server.consoleLink(), CHANNEL);
            assertThat(fox.run(WAYS)).isEqualTo(List.of("relay over " + transport));
            ada.enter(server.consoleLink(), CHANNEL);
            ada.showFace();
            ada.openEyesAndEars();

            fox.talk();
            ada.waitFor(0, sample -> sample.hears(Tone.E5) && sample.sees(SolidColour.GREEN), "Fox");
            fox.letGo();
            ada.waitUntilTextContains("floor-words", "The channel is free");
            ada.talk();
            fox.waitUntilHears(1);
            fox.waitFor(0, sample -> sample.sees(SolidColour.RED), "Ada");

            assertThat(relay.said()).contains(":Fox%20Lee");
            assertThat(fox.failures()).isEmpty();
        }
    }

    @Test
    void firefox_whose_websocket_is_cut_talks_on_and_nobody_sees_it() throws Exception {
        InetAddress local = InetAddress.ofLiteral(ADDRESS);
        try (RunningServer server = RunningServer.startWithMediaAt(ADDRESS);
                BreakableWay way = new BreakableWay(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                        InetAddress.getLoopbackAddress());
                SteadyListener ben = SteadyListener.open(local);
                FirefoxPerson fox = FirefoxPerson.start("Fox", Tone.E5, SolidColour.GREEN)) {
            ben.join(server.port(), CHANNEL);
            fox.enter(server.consoleLinkOver(way), CHANNEL);
            fox.run(WATCH);
            fox.talk();
            ben.begin();
            fox.waitUntil(() -> ben.silence() < 100, "a voice");
            List<Long> gaps = new ArrayList<>();
            for (int cut = 1; cut <= CUTS; cut++) {
                ben.begin();
                int times = cut;
                way.cut();
                fox.waitUntil(() -> resumptions(fox) == times && ben.silence() < 100, "a session that goes on");
                gaps.add(ben.longestPause());
                assertThat(fox.is("document.getElementById('ptt-label').textContent === 'Talking'"))
                        .isTrue();
            }
            System.out.println("Firefox: longest gaps of the voice around cuts of the WebSocket, in ms: " + gaps);
            assertThat(gaps).allMatch(gap -> gap < GAP_MILLIS);
            assertThat(ben.traffic()).as("who came and went").containsExactly("join Fox");
            assertThat(fox.failures()).isEmpty();
        }
    }

    /** How often the page has come back to its session. */
    private static long resumptions(FirefoxPerson person) {
        return ((Number) person.run(
                        "return seen.filter((state, at) => state === 'ready' && seen[at - 1] === 'resuming').length"))
                .longValue();
    }
}
