package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages that are hidden, frozen, or on a machine that sleeps: what the browser does to their timers costs nobody a session. */
class SleepingPageTest {
    /** Of a page that is back soon after something, on a machine that is busy; docs/reliability.md has the figures. */
    private static final long SOON_MILLIS = 15_000;

    /** Notes when the page is in the channel with its sound connected, and how often, and who it hears come and go. */
    private static final String WATCH = """
            window.ready = [];
            window.states = [];
            window.stateTimes = [];
            new MutationObserver(() => {
              states.push(document.getElementById('connection').dataset.state);
              stateTimes.push(Date.now());
            }).observe(document.getElementById('connection'), { attributes: true, attributeFilter: ['data-state'] });
            new MutationObserver(() => {
              if (/^The channel is free|is talking/.test(document.getElementById('floor-words').textContent)) {
                ready.push(Date.now());
              }
            }).observe(document.getElementById('floor-words'), { childList: true, characterData: true, subtree: true });
            window.traffic = [];
            const { JoinedChannel } = await import('/livechat.js');
            const receive = JoinedChannel.prototype.receive;
            JoinedChannel.prototype.receive = function (op, d) {
              if (op === 100 && (d.event === 'join' || d.event === 'leave')) {
                traffic.push(`${d.event} ${d.member.user_id}`);
              }
              return receive.call(this, op, d);
            };
            """;

    /**
     * The page's own timers are as slow as those of a hidden page are in the worst case. Chromium spares pages with an open microphone;
     * others may not, and one that only listens has none.
     */
    private static final String HOLD_BACK = """
            const [once, again] = [window.setTimeout, window.setInterval];
            window.setTimeout = (run, ms, ...rest) => once(run, Math.max(ms ?? 0, 60_000), ...rest);
            window.setInterval = (run, ms, ...rest) => again(run, Math.max(ms ?? 0, 60_000), ...rest);
            """;

    private RunningServer server;
    private BreakableWay way;
    private BrowserPerson ada;
    private BrowserPerson ben;

    @BeforeEach
    void enter() throws Exception {
        server = RunningServer.start();
        way = new BreakableWay(server.port());
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN);
        ada.enter(server.consoleLinkOver(way), "CH_0001");
        ben.enter(server.consoleLink(), "CH_0001");
        for (BrowserPerson person : List.of(ada, ben)) {
            person.await("(async () => {" + WATCH + "})()");
        }
    }

    @AfterEach
    void leave() throws IOException {
        ada.close();
        ben.close();
        way.close();
        server.close();
    }

    @Test
    void a_hidden_page_whose_timers_are_held_back_comes_back_as_soon_as_any_other() throws Exception {
        ada.run(HOLD_BACK);
        ada.hide();
        server.kill();
        pass(Duration.ofSeconds(20)); // its session would be over by now
        server.startAgain();
        long up = System.currentTimeMillis();
        ada.until(() -> readySince(ada, up) != 0, "a channel that is joined again");
        System.out.println("hidden page: back " + (readySince(ada, up) - up) + " ms after the server");
        assertThat(readySince(ada, up) - up).isLessThan(SOON_MILLIS);
    }

    @Test
    void a_hidden_page_that_talks_pings_the_floor_and_has_its_whole_turn() throws Exception {
        ada.run(HOLD_BACK);
        ada.hide();
        ada.await("""
                (async () => {
                  window.pings = 0;
                  const { send } = WebSocket.prototype;
                  WebSocket.prototype.send = function (text) {
                    pings += JSON.parse(text).op === 32;
                    return send.call(this, text);
                  };
                  const { LivechatClient } = await import('/livechat.js');
                  const eve = new LivechatClient({ user: 'Eve', token: '%s' });
                  await eve.connect();
                  const channel = await eve.join('CH_0002', { voiceProcessing: false });
                  await channel.useMicrophone();
                  window.over = null;
                  channel.addEventListener('granted', () => (window.granted = performance.now()));
                  channel.addEventListener('revoked', ({ detail }) => (window.over = detail.cause));
                  channel.requestFloor();
                })()""".formatted(RunningServer.SECRET));
        ada.until(() -> ada.run("return window.granted > 0").equals(true), "the floor");
        pass(Duration.ofSeconds(20));
        assertThat(ada.run("return over")).as("end of a turn within 20 s").isNull();
        assertThat(number(ada, "return pings"))
                .as("pings within 20 s, of one every 2 s")
                .isGreaterThan(5);
        ada.until(() -> ada.run("return over") != null, "the end of a turn");
        assertThat(ada.run("return over")).isEqualTo("max_duration");
    }

    @Test
    void a_page_that_was_frozen_for_ten_seconds_goes_on_with_its_session() throws Exception {
        ada.freeze(true);
        way.cut();
        pass(Duration.ofSeconds(10));
        long thawed = System.currentTimeMillis();
        ada.freeze(false);
        ada.until(
                () -> number(ada, "return states.filter((state) => state === 'ready').length") > 0,
                "a session that goes on");
        System.out.println("frozen for 10 s, WebSocket cut: resumed " + (System.currentTimeMillis() - thawed)
                + " ms after it thawed");
        assertThat(ada.run("return states")).isEqualTo(List.of("resuming", "ready"));
        assertThat(ben.run("return traffic")).as("who came and went").isEqualTo(List.of());
        ben.talk();
        ada.waitUntilTextContains("talker-name", "Ben");
    }

    @Test
    void
            a_page_that_was_frozen_for_twenty_seconds_and_whose_websocket_the_browser_closes_for_it_goes_on_with_its_session()
                    throws Exception {
        ada.freeze(true);
        pass(Duration.ofSeconds(20)); // longer than a session waits for its client
        long thawed = System.currentTimeMillis();
        ada.freeze(false);
        ada.until(() -> ada.run("return states").equals(List.of("resuming", "ready")), "a session that goes on");
        System.out.println("frozen for 20 s: resumed " + (System.currentTimeMillis() - thawed) + " ms after it thawed");
        ben.talk();
        ada.waitUntilTextContains("talker-name", "Ben");
        assertThat(ben.run("return traffic")).as("who came and went").isEqualTo(List.of());
    }

    @Test
    void a_page_that_is_left_for_another_is_gone_at_once() throws Exception {
        ada.open(URI.create("about:blank"));
        long left = System.currentTimeMillis();
        ben.until(() -> ben.run("return traffic").equals(List.of("leave Ada")), "Ada to leave");
        assertThat(System.currentTimeMillis() - left)
                .as("else the session waited 15 s for its page")
                .isLessThan(10_000);
    }

    @Test
    void a_page_whose_websocket_died_without_a_word_while_its_machine_slept_notices_at_once() throws Exception {
        ada.stopBrowser(true);
        way.freeze();
        pass(Duration.ofSeconds(10));
        long woken = System.currentTimeMillis();
        ada.stopBrowser(false);
        ada.until(() -> ada.run("return states").equals(List.of("resuming", "ready")), "a session that goes on");
        long resumed = number(ada, "return stateTimes.at(-1)") - woken;
        System.out.println("stopped for 10 s, WebSocket dead: resumed " + resumed + " ms after it woke, lost "
                + (number(ada, "return stateTimes[0]") - woken) + " ms after it");
        assertThat(resumed).as("else the next heartbeat noticed").isLessThan(10_000);
        assertThat(ben.run("return traffic")).as("who came and went").isEqualTo(List.of());
    }

    @Test
    void a_page_that_was_frozen_until_its_session_was_over_joins_the_same_channel_by_itself() throws Exception {
        ada.freeze(true);
        way.cut();
        ben.until(() -> ben.run("return traffic").equals(List.of("leave Ada")), "Ada's session to be over");
        pass(Duration.ofSeconds(5));
        long thawed = System.currentTimeMillis();
        ada.freeze(false);
        ada.until(() -> readySince(ada, thawed) != 0, "a channel that is joined again");
        System.out.println("frozen for 20 s: back " + (readySince(ada, thawed) - thawed) + " ms after it thawed");
        assertThat(readySince(ada, thawed) - thawed).isLessThan(SOON_MILLIS);
        ben.until(() -> ben.run("return traffic").equals(List.of("leave Ada", "join Ada")), "Ada to come back once");
        ben.talk();
        ada.waitUntilTextContains("talker-name", "Ben");
    }

    @Test
    void a_browser_that_is_stopped_for_eight_seconds_goes_on_with_its_session() throws Exception {
        ben.openEyesAndEars();
        ada.talk();
        ben.waitUntilTextIs("talker-name", "Ada"::equals);
        ada.stopBrowser(true);
        ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals); // its media has ended, and with it the burst
        pass(Duration.ofSeconds(4));
        long woken = System.currentTimeMillis();
        ada.stopBrowser(false);
        ada.waitUntilTextIs("ptt-label", label -> !label.equals("Talking"));
        ada.letGo();
        ada.until(
                () -> ada.run("return document.getElementById('connection').dataset.state")
                        .equals("ready"),
                "a page that is connected");
        ada.talk();
        ben.waitFor(woken, some -> some.hears(Tone.A4), "Ada's voice");
        System.out.println("browser stopped for 8 s: heard again " + (System.currentTimeMillis() - woken)
                + " ms later, states " + ada.run("return states"));
        assertThat(ben.run("return traffic")).as("who came and went").isEqualTo(List.of());
    }

    private static long readySince(BrowserPerson person, long instant) {
        return number(person, "return ready.find((time) => time > " + instant + ") ?? 0");
    }

    private static long number(BrowserPerson person, String script) {
        return ((Number) person.run(script)).longValue();
    }

    /** Lets the time pass for which what is tested here lasts. */
    private static void pass(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
