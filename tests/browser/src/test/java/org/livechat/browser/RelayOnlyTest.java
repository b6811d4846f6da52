package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.parts.OwnCertificate;

/** People whose browsers may take no way but the relay of a TURN server. */
class RelayOnlyTest {
    /** The ways that the page's media takes, by what the browser says of the pairs it has chosen. */
    private static final String WAYS = """
            (async () => {
              const statistics = [...(await instrument.peers.at(-1).getStats()).values()];
              // Two pairs may be nominated, one after the other: this one is used.
              const { selectedCandidatePairId } = statistics.find(({ type }) => type === 'transport');
              const chosen = statistics.filter(({ id }) => id === selectedCandidatePairId);
              return chosen
                .map((pair) => statistics.find(({ id }) => id === pair.localCandidateId))
                .map(({ candidateType, relayProtocol }) => `${candidateType} over ${relayProtocol}`);
            })()""";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void who_may_only_use_the_relay_hears_and_is_heard(String transport) throws Exception {
        try (Coturn relay = Coturn.start(folder);
                RunningServer server = startNaming(relay, transport);
                BrowserPerson ada = BrowserPerson.start("Ada Lee", Tone.A4, SolidColour.RED);
                BrowserPerson ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN)) {
            assertTheyHearEachOther(ada, ben, server, "relay over " + transport);
            assertThat(relay.said()).contains(":Ada%20Lee");
        }
    }

    private static RunningServer startNaming(Coturn relay, String transport) throws Exception {
        return RunningServer.startWithIceServers(
                "{urls: ['%s'], secret: %s}".formatted(relay.uri(transport), Coturn.SECRET));
    }

    /** The first of whom has the relay alone, on a way that is named so. */
    private static void assertTheyHearEachOther(
            BrowserPerson ada, BrowserPerson ben, RunningServer server, String way) {
        ada.open(server.consoleLink());
        ada.chooseRelayOnly();
        ada.enter(server.consoleLink(), "CH_0001");
        ben.enter(server.consoleLink(), "CH_0001");
        assertThat(ada.await(WAYS)).isEqualTo(List.of(way));
        ada.showFace();
        ada.openEyesAndEars();
        ben.openEyesAndEars();

        ada.talk();
        ben.waitFor(0, sample -> sample.hears(Tone.A4) && sample.sees(SolidColour.RED), "Ada");
        ada.letGo();
        ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
        ben.talk();
        ada.waitFor(0, sample -> sample.hears(Tone.E5), "Ben");
        assertThat(ada.scriptErrors()).isEmpty();
    }

    @Test
    void who_reaches_the_relay_over_tls_alone_hears_and_is_heard() throws Exception {
        OwnCertificate certificate = OwnCertificate.make(folder, "turn", "EC");
        try (Coturn relay = Coturn.startWithTls(certificate, folder);
                RunningServer server = startNaming(relay, "tcp");
                BrowserPerson ada = BrowserPerson.startTrusting(certificate, "Ada Lee", Tone.A4, SolidColour.RED);
                BrowserPerson ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN)) {
            assertTheyHearEachOther(ada, ben, server, "relay over tls");
            assertThat(relay.said()).contains(":Ada%20Lee");
        }
    }

    /** Who sits between a browser and the relay, and could be anybody, is not taken for it. */
    @Test
    void a_relay_whose_certificate_the_browser_does_not_take_is_no_way() throws Exception {
        try (Coturn relay = Coturn.startWithTls(OwnCertificate.make(folder, "turn", "EC"), folder);
                RunningServer server = startNaming(relay, "tcp");
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.open(server.consoleLink());
            ada.chooseRelayOnly();
            ada.signIn(server.consoleLink());
            ada.join("CH_0001");
            ada.waitUntilTextContains(
                    "floor-words",
                    "Sound cannot reach the server over the relay. A firewall may block it. Trying again…");
        }
    }

    @Test
    void where_the_server_names_no_relay_that_is_said() throws Exception {
        try (RunningServer server = RunningServer.start();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.open(server.consoleLink());
            ada.chooseRelayOnly();
            ada.signIn(server.consoleLink());
            ada.join("CH_0001");
            ada.waitUntilTextContains("banners", "Media may only go through a relay here, and the server has none.");
        }
    }
}
