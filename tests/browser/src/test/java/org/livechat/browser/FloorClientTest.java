package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The library's side of the floor against packets in every order, without a server. What is noted: packets sent, the gate's
 * moves, and events; what is told: how the floor is, apart.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FloorClientTest {
    private static final String FILES = "org/livechat/console/web";

    private HttpServer files;
    private BrowserPerson person;

    @BeforeAll
    void open() throws Exception {
        files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        files.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] content =
                    path.endsWith(".js") ? consoleFile(path) : "<!doctype html>".getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().add("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html");
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        files.start();
        person = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        person.open(URI.create("http://127.0.0.1:" + files.getAddress().getPort() + "/"));
    }

    @AfterAll
    void close() throws IOException {
        person.close();
        files.stop(0);
    }

    private static byte[] consoleFile(String path) throws IOException {
        try (InputStream in = FloorClientTest.class.getClassLoader().getResourceAsStream(FILES + path)) {
            return in.readAllBytes();
        }
    }

    @Test
    void a_burst_opens_the_gate_on_the_grant_and_shuts_it_before_the_release_is_sent() {
        assertThat(play("""
                floor.request();
                receive('GRANTED', { duration: 30000 });
                floor.release();
                await until(() => noted.includes('sent FLOOR_RELEASE'));
                """))
                .containsExactly(
                        "sent FLOOR_REQUEST",
                        "gate open",
                        "sent FLOOR_PING",
                        "granted",
                        "gate shut",
                        "sent FLOOR_RELEASE");
    }

    @Test
    void a_grant_that_crosses_the_release_is_not_taken() {
        assertThat(play("""
                floor.request();
                floor.release();
                receive('GRANTED', { duration: 30000 });
                receive('IDLE');
                """)).containsExactly("sent FLOOR_REQUEST", "sent FLOOR_RELEASE");
    }

    @Test
    void an_idle_that_crosses_a_second_press_does_not_end_the_second_request() {
        assertThat(play("""
                floor.request();
                floor.release();
                floor.request();
                receive('GRANTED', { duration: 30000 });
                receive('IDLE');
                noted.push(floor.view.own);
                receive('GRANTED', { duration: 30000 });
                noted.push(floor.view.own);
                """))
                .containsExactly(
                        "sent FLOOR_REQUEST",
                        "sent FLOOR_RELEASE",
                        "sent FLOOR_REQUEST",
                        "gate open",
                        "sent FLOOR_PING",
                        "granted",
                        "gate shut",
                        "requesting",
                        "gate open",
                        "sent FLOOR_PING",
                        "granted",
                        "talking");
    }

    @Test
    void a_turn_whose_end_nobody_tells_ends_by_itself() {
        assertThat(play("""
                floor.request();
                receive('GRANTED', { duration: 1 });
                await until(() => noted.includes('sent FLOOR_RELEASE'));
                noted.push(floor.view.own);
                receive('REVOKE', { cause: 'max_duration' });
                receive('IDLE');
                """))
                .containsExactly(
                        "sent FLOOR_REQUEST",
                        "gate open",
                        "sent FLOOR_PING",
                        "granted",
                        "gate shut",
                        "revoked max_duration",
                        "sent FLOOR_RELEASE",
                        "listening",
                        "gate shut");
    }

    @Test
    void what_is_said_late_of_a_turn_that_is_over_leaves_what_was_asked_for_since() {
        assertThat(play("""
                floor.request();
                receive('REVOKE', { cause: 'max_duration' });
                noted.push(floor.view.own);
                receive('GRANTED', { duration: 30000 });
                """))
                .containsExactly(
                        "sent FLOOR_REQUEST", "gate shut", "requesting", "gate open", "sent FLOOR_PING", "granted");
    }

    @Test
    void pressing_again_within_the_tail_goes_on_with_the_burst() {
        assertThat(play("""
                floor.request();
                receive('GRANTED', { duration: 30000 });
                floor.release();
                floor.request();
                await until(() => performance.now() - begin > 300);
                noted.push(floor.view.own);
                """))
                .containsExactly("sent FLOOR_REQUEST", "gate open", "sent FLOOR_PING", "granted", "talking");
    }

    @Test
    void a_second_release_does_not_shorten_the_tail_of_the_burst_that_went_on() {
        assertThat(play("""
                floor.request();
                receive('GRANTED', { duration: 30000 });
                floor.release();
                await until(() => performance.now() - begin > 50);
                floor.request();
                floor.release();
                const second = performance.now();
                await until(() => noted.includes('gate shut'));
                noted.length = 0;
                noted.push(performance.now() - second > 70 ? 'whole tail' : 'short tail');
                """)).containsExactly("whole tail");
    }

    @Test
    void the_pre_empted_stops_at_once_and_answers_with_a_release() {
        assertThat(play("""
                floor.request();
                receive('GRANTED', { duration: 30000 });
                noted.length = 0;
                receive('REVOKE', { cause: 'preempted', cause_code: 4 });
                receive('TAKEN', { user_id: 'Cleo', indicator: 'emergency' });
                await until(() => noted.includes('sent FLOOR_RELEASE'));
                noted.push(floor.view.own + ' to ' + floor.view.talker);
                """))
                .containsExactly("gate shut", "revoked preempted", "sent FLOOR_RELEASE", "listening to Cleo");
    }

    @Test
    void who_is_queued_stays_so_while_talkers_change_and_is_told_when_the_queue_is_cleared() {
        assertThat(play("""
                receive('TAKEN', { user_id: 'Ben', indicator: 'normal' });
                floor.request();
                receive('QUEUE_POS_INFO', { queue_position: 2, queue_size: 2 });
                receive('TAKEN', { user_id: 'Cleo', indicator: 'normal' });
                receive('QUEUE_POS_INFO', { queue_position: 1, queue_size: 1 });
                noted.push(floor.view.own + ' ' + floor.view.position);
                receive('IDLE');
                noted.push(floor.view.own);
                """)).containsExactly("sent FLOOR_REQUEST", "queued 1", "revoked queue_cleared", "listening");
    }

    @Test
    void a_burst_that_the_server_ended_is_told_as_lost() {
        assertThat(play("""
                floor.request();
                receive('GRANTED', { duration: 30000 });
                noted.length = 0;
                receive('IDLE');
                noted.push(floor.view.own);
                """)).containsExactly("gate shut", "revoked lost", "listening");
    }

    @Test
    void who_is_muted_neither_waits_nor_talks_any_more_and_is_told_of_no_cleared_queue() {
        assertThat(play("""
                receive('TAKEN', { user_id: 'Ben', indicator: 'normal' });
                floor.request();
                receive('QUEUE_POS_INFO', { queue_position: 1, queue_size: 1 });
                floor.bar();
                noted.push(floor.view.own);
                receive('IDLE');
                await until(() => noted.includes('sent FLOOR_RELEASE'));
                noted.push('again');
                floor.request();
                receive('GRANTED', { duration: 30000 });
                floor.bar();
                noted.push(floor.view.own);
                await until(() => noted.at(-1) === 'sent FLOOR_RELEASE');
                """))
                .containsExactly(
                        "sent FLOOR_REQUEST",
                        "gate shut",
                        "listening",
                        "sent FLOOR_RELEASE",
                        "again",
                        "sent FLOOR_REQUEST",
                        "gate open",
                        "sent FLOOR_PING",
                        "granted",
                        "gate shut",
                        "listening",
                        "sent FLOOR_RELEASE");
    }

    @Test
    void the_floor_is_told_when_it_changes_and_not_when_it_is_as_before() {
        assertThat(play("""
                floor.request();
                receive('GRANTED', { duration: 30000 });
                receive('PONG');
                receive('PONG');
                floor.mediaIs('connected');
                floor.release();
                await until(() => noted.includes('sent FLOOR_RELEASE'));
                receive('IDLE');
                receive('IDLE');
                noted.splice(0, noted.length, ...told.map(({ own }) => own));
                """)).containsExactly("requesting", "talking", "releasing", "listening");
    }

    @Test
    void the_time_that_is_left_does_not_follow_a_clock_that_is_set() {
        assertThat(play("""
                const { floorWords } = await import('/words.js');
                const left = () => floorWords(told.at(-1), { toggle: false, over: false, urgent: null }).detail;
                const wall = Date.now;
                const hour = 3600000;
                floor.request();
                receive('GRANTED', { duration: 30000 });
                noted.length = 0;
                for (const step of [0, hour, -hour]) {
                  Date.now = () => wall() + step;
                  noted.push(left());
                }
                Date.now = wall;
                """)).hasSize(3).allMatch(left -> left.matches("(2\\d|30) s left"));
    }

    /** Plays a script against a fresh floor and returns what was noted. */
    private List<String> play(String script) {
        List<?> noted = (List<?>) person.await("""
                (async () => {
                  const { Floor } = await import('/floor.js');
                  const { Op } = await import('/protocol.js');
                  const names = Object.fromEntries(Object.entries(Op).map(([name, number]) => [number, name]));
                  const noted = [];
                  const told = [];
                  const begin = performance.now();
                  const floor = new Floor('Ada',
                    (op) => noted.push('sent ' + names[op]),
                    async (open) => noted.push(open ? 'gate open' : 'gate shut'),
                    (type, detail) => type === 'floor' ? told.push(detail) : noted.push([type, detail.cause].filter(Boolean).join(' ')));
                  const receive = (name, d = {}) => floor.receive(Op['FLOOR_' + name], d);
                  const until = async (done) => { while (!done()) { await new Promise((go) => setTimeout(go, 5)); } };
                  %s
                  const result = [...noted];
                  floor.reset();
                  return result;
                })()""".formatted(script));
        return noted.stream().map(String.class::cast).toList();
    }
}
