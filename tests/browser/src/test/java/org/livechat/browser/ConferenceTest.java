package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alone")
class ConferenceTest {
    @Test
    void everybody_is_heard_at_once_and_the_muted_is_not() throws Exception {
        try (RunningServer server = RunningServer.start();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
                BrowserPerson ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN);
                BrowserPerson cleo = BrowserPerson.start("Cleo", Tone.A5, SolidColour.BLUE)) {
            for (BrowserPerson person : new BrowserPerson[] {ada, ben, cleo}) {
                person.signIn(server.consoleLink());
                person.join("CH_0004");
                person.waitUntilTextContains("floor-words", "Everybody hears you");
                person.openEyesAndEars();
            }

            cleo.waitFor(0, sample -> sample.hears(Tone.A4) && sample.hears(Tone.E5), "both others at once");
            assertThat(cleo.measureFor(Duration.ofSeconds(1))).noneMatch(sample -> sample.hears(Tone.A5));

            ben.press(); // mutes
            ben.letGo();
            ben.waitUntilTextContains("floor-words", "You are muted. Press to be heard.");
            long muted = System.currentTimeMillis();
            cleo.waitFor(muted, sample -> sample.hears(Tone.A4) && !sample.hears(Tone.E5), "Ada alone");
        }
    }
}
