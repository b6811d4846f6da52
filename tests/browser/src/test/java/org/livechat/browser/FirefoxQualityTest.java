package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.livechat.libwebrtc.LibwebrtcPerson;
import org.livechat.libwebrtc.LocalServer;

/** As QualityTest, of Firefox, whose statistics have other gaps. */
@Tag("own-network")
class FirefoxQualityTest {
    private static final int HERTZ = 660;

    @Test
    void a_tile_and_ones_own_network_are_judged_in_firefox() throws Exception {
        try (LocalServer server = LocalServer.start();
                FirefoxPerson finn = FirefoxPerson.start("Finn", Tone.A4, SolidColour.RED);
                LibwebrtcPerson ben = LibwebrtcPerson.talker(server, "Ben", LocalServer.CONFERENCE_CHANNEL, HERTZ)) {
            finn.enter(server.consoleLink(), LocalServer.CONFERENCE_CHANNEL);
            ben.speak();
            finn.waitUntil(
                    () -> finn.is("document.querySelector('.tile[data-user=Ben] .quality[role=img]:not([hidden])')"
                            + "?.ariaLabel.startsWith('Connection with Ben: ')"),
                    "how well Ben is heard");
            finn.waitUntil(
                    () -> finn.is(
                            "document.querySelector('#own-quality:not([hidden])')?.title.startsWith('Your network: ')"),
                    "how well Finn's network does");
            assertThat(finn.failures()).isEmpty();
        }
    }
}
