package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two people in browsers talk over IPv6. Chromium gathers no IPv6 loopback address, so this needs a network of its own. */
@Tag("own-network")
class Ipv6Test {
    private static final String ADDRESS = System.getProperty("livechat.test.address.ipv6", "2001:2::1");

    @Test
    void people_talk_over_ipv6() throws Exception {
        try (RunningServer server = RunningServer.startWithMediaAt(ADDRESS);
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
                BrowserPerson ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN)) {
            ada.enter(server.consoleLink(), "CH_0001");
            ben.enter(server.consoleLink(), "CH_0001");
            ada.showFace();
            ben.openEyesAndEars();
            ada.talk();
            ben.waitFor(0, sample -> sample.hears(Tone.A4) && sample.sees(SolidColour.RED), "Ada");

            assertThat(ben.remoteCandidates()).containsOnly(ADDRESS); // of UDP, and of TCP where that is still a way
            assertThat(ben.scriptErrors()).isEmpty();
        }
    }
}
