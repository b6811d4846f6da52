package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a page lets its person hear of the floor: the pitches that leave it by its loudspeaker, and none of them by the network. */
@TestInstance(Lifecycle.PER_CLASS)
class TonesTest {
    private static final String CHANNEL = "CH_0001";
    /** Of {@code tones.js}, in Hz. */
    private static final int PERMIT = 920;

    private static final int TURN = 990;
    private static final int REFUSED = 300;
    private static final int OVER = 620;
    private static final int EMERGENCY = 1010;
    /** Longer than any of them sounds, and is on its way to the loudspeaker. */
    private static final int ANY_TONE_MILLIS = 1000;
    /** As fine as the ear that listens. */
    private static final int OFF = 25;

    private RunningServer server;
    private BrowserPerson ada;
    private BrowserPerson ben;

    @BeforeAll
    void enter() throws Exception {
        server = RunningServer.start();
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        ben = BrowserPerson.start("Ben", Tone.D6, SolidColour.GREEN);
        for (BrowserPerson person : List.of(ada, ben)) {
            person.signIn(server.consoleLink());
            person.run(BrowserPerson.resource("tones-ear.js"));
            person.join(CHANNEL);
            person.openEyesAndEars();
            loudness(person, 50);
        }
        long quiet = System.currentTimeMillis();
        ada.waitFor(quiet, Sample::hearsNothing, "silence");
    }

    @AfterEach
    void silence() {
        for (BrowserPerson person : List.of(ada, ben)) {
            person.letGo();
            person.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
        }
    }

    @AfterAll
    void leave() throws Exception {
        ada.close();
        ben.close();
        server.close();
    }

    @Test
    void who_may_talk_and_who_has_heard_it_all_are_told_by_tones() {
        untilHeard(ada, PERMIT, () -> {
            ada.letGo();
            ada.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
            ada.talk();
        });
        long talking = System.currentTimeMillis();
        ben.waitFor(talking, sample -> sample.hears(Tone.A4), "Ada's voice");
        untilHeard(ben, OVER, () -> {
            ada.talk();
            ben.waitUntilTextIs("talker-name", "Ada"::equals);
            ada.letGo();
            ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
        });
        assertThat(pitches(ben)).noneMatch(pitch -> isLike(pitch, PERMIT));
        assertThat(ada.scriptErrors()).isEmpty();
    }

    @Test
    void whose_turn_it_is_after_waiting_is_told_by_another_one() {
        untilHeard(ben, TURN, () -> {
            ben.letGo();
            ada.talk();
            ben.press();
            ben.waitUntilTextIs("ptt-label", "In the queue"::equals);
            ada.letGo();
            ben.waitUntilTextIs("talker-name", "You"::equals);
        });
    }

    @Test
    void whose_turn_an_operator_ends_is_told_so() {
        untilHeard(ada, REFUSED, () -> {
            ada.letGo();
            ada.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
            ada.talk();
            revoke();
            ada.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
        });
    }

    @Test
    void an_emergency_is_heard_by_the_others() {
        untilHeard(ben, EMERGENCY, () -> {
            ada.letGo();
            ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
            ada.choose("emergency");
            ada.talk();
            ben.waitUntilTextIs("talker-name", "Ada"::equals);
        });
        assertThat(pitches(ada)).noneMatch(pitch -> isLike(pitch, EMERGENCY));
    }

    @Test
    void who_wants_no_tones_hears_none() {
        loudness(ada, 0);
        try {
            ada.until(
                    () -> (Boolean) ada.run("return performance.now() - pitchedAt > arguments[0]", ANY_TONE_MILLIS),
                    "the end of the tones of before");
            ada.run("window.pitches = []");
            ada.talk();
            ben.waitUntilTextIs("talker-name", "Ada"::equals);
            untilHeard(ben, OVER, () -> {
                ada.letGo();
                ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
                ada.talk();
            });
            assertThat(pitches(ada)).isEmpty();
        } finally {
            loudness(ada, 50);
        }
    }

    private void revoke() {
        try {
            server.operate("POST", "/admin/floor-revoke/" + CHANNEL);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A machine that is busy now and then hears nothing of what sounds for a tenth of a second: it sounds again then. */
    private static void untilHeard(BrowserPerson person, int hertz, Runnable sound) {
        person.run("window.pitches = []");
        person.until(
                () -> {
                    sound.run();
                    return pitches(person).stream().anyMatch(pitch -> isLike(pitch, hertz));
                },
                "a tone of " + hertz + " Hz");
    }

    private static List<Double> pitches(BrowserPerson person) {
        return ((List<?>) person.run("return pitches"))
                .stream().map(pitch -> ((Number) pitch).doubleValue()).toList();
    }

    private static boolean isLike(double pitch, int hertz) {
        return Math.abs(pitch - hertz) <= OFF;
    }

    private static void loudness(BrowserPerson person, int percent) {
        person.run(
                "const slider = document.getElementById('tone-volume');"
                        + "slider.value = arguments[0]; slider.dispatchEvent(new Event('change'));",
                percent);
    }
}
