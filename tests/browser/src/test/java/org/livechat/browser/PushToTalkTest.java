package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Three people in one channel, each with a voice and a face of their own: what the others hear and see of them. */
@TestInstance(Lifecycle.PER_CLASS)
class PushToTalkTest {
    /** A second or less; a busy machine takes longer and is no worse a server. */
    private static final long SOON_MILLIS = 5000;

    private static final String CHANNEL = "CH_0001";
    private static final Duration A_WHILE = Duration.ofMillis(1500);
    /** What the jitter buffer, the analyser's window and the decoder still hold of the talker before. */
    private static final long ECHO_MILLIS = 600;

    private RunningServer server;
    private BrowserPerson ada;
    private BrowserPerson ben;
    private BrowserPerson cleo;

    @BeforeAll
    void enter() throws Exception {
        server = RunningServer.start();
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN);
        cleo = BrowserPerson.start("Cleo", Tone.A5, SolidColour.BLUE);
        for (BrowserPerson person : people()) {
            person.enter(server.consoleLink(), CHANNEL);
            person.showFace();
            person.openEyesAndEars();
        }
    }

    @AfterEach
    void silence() {
        for (BrowserPerson person : people()) {
            person.letGo();
        }
        long quiet = System.currentTimeMillis();
        for (BrowserPerson person : people()) {
            person.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
            person.waitFor(quiet, Sample::hearsNothing, "silence");
        }
    }

    @AfterAll
    void leave() throws IOException {
        for (BrowserPerson person : people()) {
            person.close();
        }
        server.close();
    }

    private List<BrowserPerson> people() {
        return List.of(ada, ben, cleo);
    }

    @Test
    void the_others_hear_and_see_the_talker_and_no_one_else() {
        long begin = System.currentTimeMillis();
        ada.talk();

        for (BrowserPerson listener : List.of(ben, cleo)) {
            listener.waitFor(begin, some -> some.hears(Tone.A4) && some.sees(SolidColour.RED), "Ada's voice and face");
            assertThat(listener.text("talker-name")).isEqualTo("Ada");
        }
        for (BrowserPerson listener : List.of(ben, cleo)) {
            List<Sample> heard = listener.measureFor(A_WHILE);
            assertThat(heard).hasSizeGreaterThan(20).allSatisfy(sample -> {
                assertThat(sample.hears(Tone.A4)).isTrue();
                assertThat(sample.hears(Tone.E5)).isFalse();
                assertThat(sample.hears(Tone.A5)).isFalse();
                assertThat(sample.sees(SolidColour.RED)).isTrue();
            });
            assertThat(heard.getLast().frames()).isGreaterThan(heard.getFirst().frames());
        }
        assertThat(ada.samplesSince(begin)).hasSizeGreaterThan(20).allMatch(Sample::hearsNothing);
        assertNoNewPicture(ada.samplesSince(begin));
    }

    @Test
    void a_queued_request_is_heard_soon_after_the_release_without_renegotiation() {
        ada.talk();
        ben.press();
        ben.waitUntilTextContains("floor-words", "number 1 of 1 in the queue");
        List<Long> negotiations =
                people().stream().map(BrowserPerson::negotiations).toList();

        long release = ada.letGo();

        for (BrowserPerson listener : List.of(ada, cleo)) {
            Sample first = listener.waitFor(release, some -> some.hears(Tone.E5), "Ben's voice");
            assertThat(first.unixMillis() - release).isLessThan(SOON_MILLIS);
            listener.waitFor(release, some -> some.sees(SolidColour.GREEN), "Ben's face");
        }
        assertThat(cleo.measureFor(A_WHILE)).noneMatch(sample -> sample.hears(Tone.A4));
        assertThat(ben.text("ptt-label")).isEqualTo("Talking");
        assertThat(people().stream().map(BrowserPerson::negotiations)).isEqualTo(negotiations);
    }

    @Test
    void an_emergency_takes_the_floor_and_everyone_is_told() {
        ada.talk();
        cleo.choose("emergency");

        long begin = System.currentTimeMillis();
        cleo.talk();

        ada.waitUntilTextContains("floor-words", "taken by somebody with a higher priority");
        for (BrowserPerson listener : List.of(ada, ben)) {
            Sample first = listener.waitFor(
                    begin, some -> some.hears(Tone.A5) && some.sees(SolidColour.BLUE), "Cleo's voice and face");
            assertThat(listener.text("talker-indicator")).isEqualTo("Emergency");
            assertThat(listener.measureFor(A_WHILE))
                    .filteredOn(sample -> sample.unixMillis() > first.unixMillis() + ECHO_MILLIS)
                    .isNotEmpty()
                    .noneMatch(sample -> sample.hears(Tone.A4));
        }
        cleo.choose("normal");
    }

    @Test
    void one_who_sends_without_the_floor_is_heard_and_seen_by_nobody() {
        long before = ben.packetsSent();
        long begin = System.currentTimeMillis();
        ben.sendWithoutAsking();
        ben.waitUntilSentMoreThan(before + 100);
        ben.stopSendingWithoutAsking();

        for (BrowserPerson listener : List.of(ada, cleo)) {
            assertThat(listener.samplesSince(begin)).hasSizeGreaterThan(20).allMatch(Sample::hearsNothing);
            assertNoNewPicture(listener.samplesSince(begin));
        }
    }

    @Test
    void one_who_sends_while_another_has_the_floor_is_not_mixed_in() {
        long begin = System.currentTimeMillis();
        ada.talk();
        cleo.waitFor(begin, some -> some.hears(Tone.A4) && some.sees(SolidColour.RED), "Ada's voice and face");

        long before = ben.packetsSent();
        long forced = System.currentTimeMillis();
        ben.sendWithoutAsking();
        ben.waitUntilSentMoreThan(before + 100);
        ben.stopSendingWithoutAsking();

        assertThat(cleo.samplesSince(forced))
                .hasSizeGreaterThan(20)
                .allMatch(sample -> sample.hears(Tone.A4) && !sample.hears(Tone.E5) && sample.sees(SolidColour.RED));
        assertThat(ada.samplesSince(forced)).allMatch(Sample::hearsNothing);
    }

    @Test
    void nothing_is_sent_while_only_listening() {
        long before = ben.packetsSent();
        ada.talk();
        ben.measureFor(A_WHILE);

        assertThat(ben.packetsSent()).isEqualTo(before);
    }

    @Test
    void who_comes_late_hears_and_sees_the_talker_at_once() throws IOException {
        try (BrowserPerson dora = BrowserPerson.start("Dora", Tone.A5, SolidColour.BLUE)) {
            ada.talk();
            dora.enter(server.consoleLink(), CHANNEL);
            dora.openEyesAndEars();
            Sample heard = dora.waitFor(0, some -> some.hears(Tone.A4), "Ada's voice");
            dora.waitFor(0, some -> some.sees(SolidColour.RED), "Ada's face");

            long loaded = ((Number) dora.run("return Math.round(performance.timeOrigin)")).longValue();
            System.out.printf(
                    "from page load to first audio, signing in and joining included: %d ms%n",
                    heard.unixMillis() - loaded);
            assertThat(heard.unixMillis() - loaded).isLessThan(20_000);
        }
    }

    @Test
    void a_message_is_text_whatever_it_contains() {
        ada.write("<img src=x onerror=alert(1)> & 👋");

        for (BrowserPerson reader : people()) {
            reader.waitUntilTextContains("message-list", "<img src=x onerror=alert(1)> & 👋");
            assertThat(reader.run("return document.querySelectorAll('#message-list img').length"))
                    .isEqualTo(0L);
        }
        assertThat(people())
                .allSatisfy(person -> assertThat(person.scriptErrors()).isEmpty());
    }

    private static void assertNoNewPicture(List<Sample> samples) {
        assertThat(samples.getLast().frames()).isEqualTo(samples.getFirst().frames());
    }
}
