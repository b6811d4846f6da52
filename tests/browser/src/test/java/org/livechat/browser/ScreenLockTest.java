package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That a phone does not lock itself while its person talks, which would end the turn. */
class ScreenLockTest {
    private static final String CONFERENCE = "CH_0004";

    @Test
    void the_screen_stays_on_while_somebody_talks_and_no_longer() throws Exception {
        try (RunningServer server = RunningServer.start();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");
            watch(ada);
            ada.waitUntilTextContains("floor-words", "The channel is free");
            assertThat(ada.run("return locks.length")).isEqualTo(0L);

            ada.talk();
            ada.until(() -> isKeptOn(ada), "the screen to be kept on");
            ada.letGo();
            ada.until(() -> !isKeptOn(ada), "the screen to be let go");

            ada.talk();
            ada.until(() -> isKeptOn(ada), "the screen to be kept on again");
            ada.coverWithTab();
            ada.uncover();
            ada.until(
                    () -> !isKeptOn(ada),
                    "the screen to be let go with the turn, which ended when the page was hidden");
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void in_a_conference_it_stays_on_while_the_microphone_is_open() throws Exception {
        try (RunningServer server = RunningServer.start();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.signIn(server.consoleLink());
            watch(ada);
            ada.joinConference(CONFERENCE);
            ada.until(() -> isKeptOn(ada), "the screen to be kept on");
            ada.click("#ptt");
            ada.until(() -> !isKeptOn(ada), "the screen to be let go by who mutes");
            ada.leave();
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    /** The browser goes on to decide; this sees what the page has asked for. */
    private static void watch(BrowserPerson person) {
        person.run("""
                window.locks = [];
                const { request } = WakeLock.prototype;
                WakeLock.prototype.request = async function (kind) {
                  const lock = await request.call(this, kind);
                  locks.push(lock);
                  return lock;
                };
                """);
    }

    private static boolean isKeptOn(BrowserPerson person) {
        return (Boolean) person.run("return locks.some((lock) => !lock.released)");
    }
}
