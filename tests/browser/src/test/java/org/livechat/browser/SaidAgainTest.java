package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** What was recorded is heard again in the console, by those who may, and beside those who talk meanwhile. */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class SaidAgainTest {
    private static final String CHANNEL = "CH_0001";
    private static final Duration LONG = Duration.ofSeconds(8);

    private RunningServer server;
    private BrowserPerson ada;
    private BrowserPerson ben;

    @BeforeAll
    void enter() throws Exception {
        server = RunningServer.startRecording(CHANNEL);
        ada = BrowserPerson.startSmall("Ada", Tone.A4, SolidColour.RED);
        ben = BrowserPerson.startSmall("Ben", Tone.E5, SolidColour.BLUE);
        ada.enter(server.consoleLink(), CHANNEL);
        ben.enter(server.consoleLink(), CHANNEL);
        ben.openEyesAndEars();
        ada.openEyesAndEars();
    }

    /** Whatever another test has left. */
    @BeforeEach
    void hearEverybodyAtTheirPace() {
        choose("replay-talker", "");
        choose("replay-speed", "1");
    }

    private void choose(String id, String value) {
        ada.run(
                "const select = document.getElementById(arguments[0]); select.value = arguments[1];"
                        + " select.dispatchEvent(new Event('change'))",
                id,
                value);
    }

    @AfterAll
    void leave() throws IOException {
        ada.close();
        ben.close();
        server.close();
    }

    /** Talks for a while; returns when the others can hear it again. */
    private void say(BrowserPerson talker, Duration length) {
        long since = System.currentTimeMillis();
        talker.talk();
        talker.measureFor(length);
        talker.letGo();
        for (BrowserPerson person : List.of(ada, ben)) {
            person.waitUntil(() -> isLatest(person, talker, since), "the button of the burst");
        }
    }

    private static long buttons(BrowserPerson person) {
        return (Long) person.run("return document.querySelectorAll('#heard-list .replay-burst').length");
    }

    private static boolean isLatest(BrowserPerson person, BrowserPerson talker, long since) {
        return (Boolean) person.run("""
                const burst = document.querySelector('#heard-list li:has(.replay-burst)');
                const began = Date.parse(burst?.querySelector('time').dateTime ?? 0);
                return burst?.dataset.user === arguments[0] && began >= arguments[1];
                """, talker.name(), since - 1000);
    }

    @Test
    void one_press_says_the_last_burst_again_and_a_second_one_stops_it() {
        say(ada, LONG);
        long pressed = System.currentTimeMillis();
        ben.click("#say-again");
        ben.waitUntilTextIs("say-again", "Stop"::equals);
        ben.waitFor(pressed, sample -> sample.hears(Tone.A4), "Ada's tone again");
        assertThat(ben.run("return document.querySelector('.replay-burst').getAttribute('aria-pressed')"))
                .isEqualTo("true");

        ben.click("#say-again");
        ben.waitUntilTextIs("say-again", "Say again"::equals);
        assertThat(ben.run("return document.querySelectorAll('#replay audio').length"))
                .isEqualTo(0L);
        ben.waitFor(System.currentTimeMillis(), Sample::hearsNothing, "silence");
        assertThat(ben.scriptErrors()).isEmpty();
    }

    @Test
    void pressed_at_once_it_waits_for_the_burst_that_has_just_ended() {
        say(ben, Duration.ofSeconds(1));
        ada.talk();
        ada.measureFor(LONG);
        ada.letGo();
        ben.waitUntilTextContains("floor-words", "The channel is free");
        ben.click("#say-again");
        ben.waitUntil(
                () -> ben.run("return document.querySelectorAll('#replay audio').length")
                        .equals(1L),
                "a recording");
        ben.waitFor(System.currentTimeMillis(), sample -> sample.hears(Tone.A4), "Ada's tone again");
        ben.click("#say-again");
        ben.waitUntilTextIs("say-again", "Say again"::equals);
        assertThat(ben.scriptErrors()).isEmpty();
    }

    @Test
    void who_talks_meanwhile_is_heard_and_nothing_is_played_while_one_talks() {
        say(ada, LONG.multipliedBy(2));
        long pressed = System.currentTimeMillis();
        ada.click(".replay-burst");
        ada.waitFor(pressed, sample -> sample.hears(Tone.A4), "the recording");
        ben.talk();
        ada.waitFor(
                pressed, sample -> sample.hears(Tone.A4) && sample.hears(Tone.E5), "the recording and Ben beside it");
        assertThat(ada.run("return document.querySelector('#replay audio').volume"))
                .isEqualTo(0.3);
        ben.letGo();
        ada.waitUntilTextContains("floor-words", "The channel is free");
        assertThat(ada.text("say-again")).isEqualTo("Stop");

        ada.talk();
        assertThat(ada.run("return document.querySelectorAll('#replay audio').length"))
                .isEqualTo(0L);
        assertThat(ada.run("return document.getElementById('say-again').disabled"))
                .isEqualTo(true);
        ada.letGo();
        ada.waitUntil(
                () -> ada.run("return document.getElementById('say-again').disabled")
                        .equals(false),
                "the button again");
        assertThat(ada.scriptErrors()).isEmpty();
    }

    @Test
    void it_is_played_faster_and_of_one_talker_alone() {
        say(ben, LONG);
        say(ada, Duration.ofSeconds(1));
        choose("replay-talker", "Ben");
        choose("replay-speed", "2");
        assertThat(
                        (List<?>)
                                ada.run(
                                        "return [...new Set([...document.querySelectorAll('#heard-list li')].map((li) => li.dataset.user))]"))
                .isEqualTo(List.of("Ben"));
        long pressed = System.currentTimeMillis();
        ada.click("#say-again");
        ada.waitFor(pressed, sample -> sample.hears(Tone.E5), "Ben's tone, no higher for being faster");
        assertThat(ada.run("return document.querySelector('#replay audio').playbackRate"))
                .isEqualTo(2L);
        ada.waitUntilTextIs("say-again", "Say again"::equals);
        assertThat(System.currentTimeMillis() - pressed)
                .as("ms that a recording of 8 s took")
                .isBetween(3_000L, 7_000L);
        assertThat(ada.scriptErrors()).isEmpty();
    }

    @Test
    void bursts_stand_by_their_time_in_a_lane_a_talker_and_a_bar_plays_its_own() throws Exception {
        say(ben, Duration.ofSeconds(1));
        say(ben, Duration.ofSeconds(2));
        say(ada, LONG);
        assertThat(
                        (List<?>)
                                ada.run(
                                        "return [...document.querySelectorAll('#heard-list .replay-burst')].map((button) => button.ariaLabel)"))
                .as("names by which a screen reader tells the buttons apart")
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(2);
        assertThat((List<?>) ada.run("return [...document.querySelectorAll('.lanes li')].map((li) => li.dataset.user)"))
                .isEqualTo(List.of("Ada", "Ben"));
        assertThat((Boolean) ada.run("""
                        const last = (user) => document.querySelector(`.lanes li[data-user=${user}] .time-bar:last-child`);
                        const [adas, bens] = [last('Ada'), last('Ben')].map((bar) => parseFloat(bar.style.left));
                        const widths = [last('Ada'), last('Ben')].map((bar) => parseFloat(bar.style.width));
                        return bens < adas && adas < 100 && widths[1] < widths[0] && adas + widths[0] <= 100.5;
                        """))
                .as("Ben's bar is on the left of Ada's, and shorter")
                .isTrue();
        String pictures = System.getProperty("livechat.test.pictures");
        if (pictures != null) {
            Files.createDirectories(Path.of(pictures));
            for (int width : List.of(360, 1280)) {
                ada.resize(width, 740);
                ada.run("document.getElementById('time-line').scrollIntoView({ block: 'end' })");
                ada.photograph(Path.of(pictures, "time-line-%d.png".formatted(width)));
            }
        }
        long pressed = System.currentTimeMillis();
        ada.click(".lanes li[data-user=Ben] .time-bar:last-child");
        ada.waitFor(pressed, sample -> sample.hears(Tone.E5), "Ben's tone, of the older burst");
        choose("replay-talker", "Ada");
        assertThat((List<?>) ada.run("return [...document.querySelectorAll('.lanes li')].map((li) => li.dataset.user)"))
                .isEqualTo(List.of("Ada"));
        ada.waitUntilTextIs("say-again", "Say again"::equals);
        assertThat(ada.scriptErrors()).isEmpty();
    }

    @Test
    void whoever_may_not_sees_nothing_of_it() throws Exception {
        try (RunningServer other = RunningServer.startRecording("elsewhere");
                BrowserPerson cid = BrowserPerson.startSmall("Cid", Tone.A5, SolidColour.RED)) {
            cid.enter(other.consoleLink(), CHANNEL);
            cid.talk();
            cid.letGo();
            cid.waitUntilTextContains("heard-list", "Cid");
            assertThat(cid.isShown("say-again")).isFalse();
            assertThat(cid.isShown("replay-choices")).isFalse();
            assertThat(cid.isShown("time-line")).isFalse();
            assertThat(buttons(cid)).isZero();
            assertThat(cid.scriptErrors()).isEmpty();
        }
    }
}
