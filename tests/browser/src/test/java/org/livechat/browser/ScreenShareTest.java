package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Somebody shows a tab of their browser in a conference, and stops in each way there is. */
class ScreenShareTest {
    private static final String CHANNEL = "CH_0004";
    private static final String TITLE = "What is shown";
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    @Test
    void the_other_sees_what_is_shared_and_then_the_camera_again_or_nothing() throws Exception {
        try (RunningServer server = RunningServer.start();
                BrowserPerson ada = BrowserPerson.startSharing("Ada", Tone.A4, SolidColour.RED, TITLE);
                BrowserPerson ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN)) {
            ada.enterConference(server.consoleLink(), CHANNEL);
            ben.enterConference(server.consoleLink(), CHANNEL);
            ben.openEyesAndEars();
            ben.waitFor(0, sample -> sample.sees("Ada", SolidColour.RED), "Ada's face");

            // in place of the camera, until the tab is closed
            ada.openTabToShare(TITLE, SolidColour.BLUE);
            long shared = System.currentTimeMillis();
            ada.shareScreen();
            ben.waitFor(shared, sample -> sample.sees("Ada", SolidColour.BLUE), "what Ada shares");
            assertThat(ben.measureFor(A_WHILE)).allMatch(sample -> sample.sees("Ada", SolidColour.BLUE));

            long closed = System.currentTimeMillis();
            ada.closeSharedTab();
            ada.waitUntilTextIs("screen", "Share screen"::equals);
            ben.waitFor(closed, sample -> sample.sees("Ada", SolidColour.RED), "Ada's face again");

            // without a camera, until Ada has enough
            ada.hideFace();
            ada.openTabToShare(TITLE, SolidColour.YELLOW);
            ada.shareScreen();
            ben.waitFor(closed, sample -> sample.sees("Ada", SolidColour.YELLOW), "what Ada shares next");
            ada.stopSharing();
            long stopped = System.currentTimeMillis();
            ben.waitFor(stopped, sample -> !sample.tiles().containsKey("Ada"), "Ada without a picture");
            assertThat(ben.tiles()).contains("Ada");

            assertThat(ada.scriptErrors()).isEmpty();
            assertThat(ben.scriptErrors()).isEmpty();
        }
    }
}
