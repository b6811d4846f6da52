package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.livechat.libwebrtc.LocalServer;

/** Tiles come and go in Firefox on the same connection, as ConferenceGridTest has it of Chromium. */
@Tag("own-network")
class FirefoxTilesTest {
    @Test
    void tiles_are_added_and_taken_away_on_the_same_connection_and_lines_are_used_again() throws Exception {
        try (LocalServer server = LocalServer.start();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
                BrowserPerson ben = BrowserPerson.start("Ben", Tone.A5, SolidColour.BLUE);
                FirefoxPerson finn = FirefoxPerson.start("Finn", Tone.E5, SolidColour.GREEN)) {
            ada.enterConference(server.consoleLink(), LocalServer.CONFERENCE_CHANNEL);
            ben.enterConference(server.consoleLink(), LocalServer.CONFERENCE_CHANNEL);
            finn.enter(server.consoleLink(), LocalServer.CONFERENCE_CHANNEL);
            finn.waitFor(0, FirefoxTilesTest::seesBoth, "Ada and Ben");
            List<String> lines = finn.lines();
            long negotiations = finn.negotiations();

            finn.chooseTiles(1);
            finn.waitUntil(() -> finn.negotiations() == negotiations + 1, "the answer");
            finn.waitUntil(() -> finn.tiles().size() == 1, "one tile");
            assertThat(finn.lines())
                    .hasSameSizeAs(lines)
                    .filteredOn(line -> line.endsWith("inactive"))
                    .hasSize(5);
            String shown = finn.tiles().getFirst();
            finn.waitFor(
                    System.currentTimeMillis(),
                    sample -> sample.sees(shown, shown.equals("Ada") ? SolidColour.RED : SolidColour.BLUE),
                    shown + "'s face");

            // the lines that were given up show pictures again, and there are new ones
            finn.chooseTiles(8);
            finn.waitUntil(() -> finn.negotiations() == negotiations + 2, "the answer");
            assertThat(finn.lines()).hasSize(lines.size() + 2).startsWith(lines.toArray(String[]::new));
            finn.waitFor(System.currentTimeMillis(), FirefoxTilesTest::seesBoth, "Ada and Ben again");

            finn.chooseTiles(2);
            finn.waitUntil(() -> finn.negotiations() == negotiations + 3, "the answer");
            finn.waitFor(System.currentTimeMillis(), FirefoxTilesTest::seesBoth, "Ada and Ben still");
            assertThat(finn.payloadTypesStable()).isTrue();
            assertThat(finn.failures()).isEmpty();
        }
    }

    private static boolean seesBoth(Sample sample) {
        return sample.sees("Ada", SolidColour.RED) && sample.sees("Ben", SolidColour.BLUE);
    }
}
