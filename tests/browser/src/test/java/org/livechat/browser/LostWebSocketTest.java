package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Pages whose WebSocket is lost while UDP lives: the talker keeps the floor, nobody misses a word, nobody sees that anything happened.
 * {@code -Dlivechat.cuts=20} has the first test cut so often, and tell the longest gaps.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LostWebSocketTest {
    private static final int CUTS = Integer.getInteger("livechat.cuts", 3);
    private static final String CHANNEL = "CH_0001";

    /** What a listener hears without a pause, for a machine that is busy; docs/reliability.md has the figures. */
    private static final long GAP_MILLIS = 2_000;

    /** Notes what the page says of its connection, and who comes and goes. */
    private static final String WATCH = """
            window.seen = [];
            new MutationObserver(() => seen.push(document.getElementById('connection').dataset.state))
                .observe(document.getElementById('connection'), { attributes: true, attributeFilter: ['data-state'] });
            window.traffic = [];
            instrument.sockets.at(-1).addEventListener('message', ({ data }) => {
              const { op, d } = JSON.parse(data);
              if (op === 100 && (d.event === 'join' || d.event === 'leave')) {
                traffic.push(`${d.event} ${d.member.user_id}`);
              }
            });
            """;

    /** Finds the longest time in which no packet of the voice came. */
    private static final String TIME_GAPS = """
            window.gap = { longest: 0, since: performance.now(), packets: -1 };
            window.gapWatch = setInterval(async () => {
              const { packetsReceived } = await instrument.received('audio');
              const now = performance.now();
              gap.longest = Math.max(gap.longest, now - gap.since);
              if (packetsReceived !== gap.packets) {
                gap.packets = packetsReceived;
                gap.since = now;
              }
            }, 10);
            """;

    private RunningServer server;
    private BreakableWay way;
    private BrowserPerson ada;
    private BrowserPerson ben;

    @BeforeAll
    void enter() throws Exception {
        server = RunningServer.start();
        way = new BreakableWay(server.port());
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN);
        ada.enter(server.consoleLinkOver(way), CHANNEL);
        ben.enter(server.consoleLink(), CHANNEL);
        ben.openEyesAndEars();
    }

    @BeforeEach
    void watch() {
        ada.run(WATCH);
        ben.run(WATCH);
    }

    @AfterAll
    void leave() throws IOException {
        ada.close();
        ben.close();
        way.close();
        server.close();
    }

    @Test
    void a_talker_whose_websocket_is_cut_talks_on_and_nobody_sees_it() {
        ada.talk();
        long begin = System.currentTimeMillis();
        ben.waitFor(begin, some -> some.hears(Tone.A4), "Ada's voice");

        Times gaps = new Times("longest gaps of the voice when its WebSocket is cut");
        for (int cut = 1; cut <= CUTS; cut++) {
            ben.run(TIME_GAPS);
            int times = cut;
            way.cut();
            ada.until(() -> resumptions(ada) == times, "a session that goes on");
            assertThat(ada.text("ptt-label")).isEqualTo("Talking");
            long resumed = System.currentTimeMillis();
            ben.waitFor(resumed + 500, some -> some.hears(Tone.A4), "Ada's voice");
            gaps.add(((Number) ben.run("clearInterval(gapWatch); return Math.round(gap.longest)")).longValue());
        }
        System.out.println(gaps);
        assertThat(gaps.worst()).as("the longest gap, in ms").isLessThan(GAP_MILLIS);
        assertThat(ben.run("return traffic")).as("who came and went").isEqualTo(List.of());
        assertThat(ben.text("talker-name")).isEqualTo("Ada");
        ada.letGo();
        ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
        assertThat(ada.scriptErrors()).isEmpty();
    }

    @Test
    void a_talker_whose_websocket_dies_without_a_word_notices_and_keeps_the_floor() {
        ada.talk();
        ben.waitUntilTextIs("talker-name", "Ada"::equals);
        way.freeze();
        ada.until(() -> resumptions(ada) == 1, "a session that goes on");
        assertThat(ada.text("ptt-label")).isEqualTo("Talking");
        long resumed = System.currentTimeMillis();
        ben.waitFor(resumed + 500, some -> some.hears(Tone.A4), "Ada's voice");
        assertThat(ben.run("return traffic")).as("who came and went").isEqualTo(List.of());
        ada.letGo();
        ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
    }

    @Test
    void who_talks_into_the_unknown_is_told_so_until_the_connection_is_back() {
        ada.talk();
        way.bar();
        ada.waitUntilTextContains("floor-words", "Whether you are still heard is known when it is back");
        way.open();
        ada.waitUntilTextContains("floor-words", "Everybody in the channel hears you");
        ada.letGo();
        ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
    }

    @Test
    void who_listens_without_a_connection_is_told_that_what_it_knows_is_of_before() {
        ben.talk();
        ada.waitUntilTextContains("floor-words", "Ben is talking");
        way.bar();
        ada.waitUntilTextContains("floor-words", "Ben was talking when the connection was lost");
        way.open();
        ada.waitUntilTextContains("floor-words", "Ben is talking");
        ben.letGo();
        ada.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
    }

    @Test
    void whose_turn_ends_while_nobody_can_say_so_stops_by_itself_and_has_the_next_one() {
        ada.talk();
        ada.until(() -> secondsLeft(ada) < 8, "the end of the turn to come near");
        way.bar();
        ada.waitUntilTextIs("ptt-label", label -> !label.equals("Talking"));
        way.open();
        ada.until(() -> resumptions(ada) == 1, "a session that goes on");
        ada.letGo();
        ada.talk();
        ben.waitUntilTextIs("talker-name", "Ada"::equals);
        ada.letGo();
        ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
        assertThat(ben.run("return traffic")).as("who came and went").isEqualTo(List.of());
    }

    private static int secondsLeft(BrowserPerson person) {
        String detail = person.text("ptt-detail");
        return detail.endsWith(" s left") ? Integer.parseInt(detail.split(" ", -1)[0]) : Integer.MAX_VALUE;
    }

    @Test
    void whose_websocket_carries_nothing_for_longer_than_a_session_waits_hears_on_and_nobody_sees_it()
            throws Exception {
        way.holdAnswers();
        way.freeze();
        ada.until(() -> ada.run("return seen.includes('resuming')").equals(true), "a page that tries to come back");
        Thread.sleep(18_000); // the server, which has noticed nothing, would have waited for 15
        ben.talk();
        long talks = System.currentTimeMillis();
        ada.openEyesAndEars();
        ada.waitFor(talks, some -> some.hears(Tone.E5), "Ben's voice");
        way.letAnswersThrough();
        ada.until(() -> resumptions(ada) == 1, "a session that goes on");
        ben.letGo();
        ada.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
        assertThat(ada.run("return seen.filter((state) => !['resuming', 'ready'].includes(state))"))
                .isEqualTo(List.of());
        assertThat(ben.run("return traffic")).as("who came and went").isEqualTo(List.of());
    }

    @Test
    void a_try_that_was_given_up_too_early_does_not_end_the_session() {
        long sockets = sockets(ada);
        way.holdAnswers();
        way.cut();
        ada.until(() -> sockets(ada) >= sockets + 2, "a second try");
        way.letAnswersThrough();
        ada.until(() -> resumptions(ada) == 1, "a session that goes on");
        assertThat(ben.run("return traffic")).as("who came and went").isEqualTo(List.of());
    }

    private static long sockets(BrowserPerson person) {
        return ((Number) person.run("return instrument.sockets.length")).longValue();
    }

    @Test
    void what_was_said_and_written_while_tcp_was_barred_is_there_afterwards() {
        way.bar();
        ada.until(
                () -> ada.run("return document.getElementById('connection').dataset.state")
                        .equals("resuming"),
                "the page tries to come back");
        assertThat(ada.text("connection")).isEqualTo("Reconnecting…");
        ben.talk();
        ben.write("while you were away");
        ada.press();
        way.open();
        ada.until(() -> resumptions(ada) == 1, "a session that goes on");
        ada.waitUntilTextContains("message-list", "while you were away");
        ada.waitUntilTextContains("floor-words", "number 1 of 1 in the queue");
        ben.letGo();
        ada.waitUntilTextIs("ptt-label", "Talking"::equals);
        ada.letGo();
        ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
        assertThat(ben.run("return traffic")).as("who came and went").isEqualTo(List.of());
    }

    /** How often the page has come back to its session. */
    private static long resumptions(BrowserPerson person) {
        return ((Number) person.run(
                        "return seen.filter((state, at) => state === 'ready' && seen[at - 1] === 'resuming').length"))
                .longValue();
    }
}
