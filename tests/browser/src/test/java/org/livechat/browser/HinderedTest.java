package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Ways back and ways in that are barred for a while, or for good. */
class HinderedTest {
    private static final int RETRY_AFTER_SECONDS = 4;
    private static final String KEEP_AWAY = """
            window.OpenSocket = WebSocket;
            window.WebSocket = class extends OpenSocket { constructor() { throw new Error('kept away'); } };
            """;

    /** What the server says where no sign of life came by UDP; {@link MediaBegunTest} has it say so. */
    private static final String MEDIA_ENDED = """
            const event = { event: 'media_ended', channel_id: 'CH_0001', data: { reason: 'consent_expired' } };
            instrument.sockets.at(-1).dispatchEvent(new MessageEvent('message', { data: JSON.stringify({ op: 100, d: event }) }));
            """;

    private static final String BEN_COMES = """
            (async () => {
              const { LivechatClient } = await import('/livechat.js');
              window.ben = new LivechatClient({ user: 'Ben', token: '%s' });
              const Kept = WebSocket;
              window.WebSocket = OpenSocket;
              const connected = ben.connect();
              window.WebSocket = Kept;
              await connected;
              await ben.join('%s');
            })()""".formatted(RunningServer.SECRET, RunningServer.CHANNEL_FOR_ONE);

    @Test
    void who_comes_back_to_a_channel_that_is_full_meanwhile_gets_in_once_there_is_room() throws Exception {
        try (RunningServer server = RunningServer.start();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), RunningServer.CHANNEL_FOR_ONE);
            ada.run(KEEP_AWAY);
            server.stop();
            ada.waitUntilTextContains("banners", "Trying again in");
            server.startAgain();
            ada.await(BEN_COMES);

            ada.run("window.WebSocket = OpenSocket; window.dispatchEvent(new Event('online'))");
            ada.waitUntilTextContains("floor-words", "This channel is full. Trying again by itself.");
            assertThat(ada.isShown("ptt")).isTrue();

            ada.run("ben.close()");
            ada.waitUntilTextContains("floor-words", "The channel is free");
            ada.talk();
        }
    }

    @Test
    void a_server_that_refuses_for_now_is_said_to_be_restarting_and_tried_again_when_it_says() throws Exception {
        try (RunningServer server = RunningServer.start();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");
            BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
            server.kill();
            HttpServer refusing = refuseAt(server.port(), requests);
            try {
                Request first = knock(requests);
                Request second = requests.poll(30, TimeUnit.SECONDS);
                assertThat(second.nanos() - first.nanos())
                        .isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(RETRY_AFTER_SECONDS));
                ada.waitUntilTextIs("connection", "Server restarting…"::equals);
            } finally {
                refusing.stop(0);
            }
            server.startAgain();
            ada.waitUntilTextContains("floor-words", "The channel is free");
        }
    }

    @Test
    void a_server_that_says_when_to_try_again_is_not_tried_before_though_the_page_wakes_up() throws Exception {
        try (RunningServer server = RunningServer.start();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");
            BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
            server.kill();
            HttpServer refusing = refuseAt(server.port(), requests);
            try {
                Request first = knock(requests);
                assertThat(ada.run("return document.getElementById('connection').dataset.state"))
                        .as("the session may go on")
                        .isEqualTo("resuming");
                ada.run("window.waking = setInterval(() => window.dispatchEvent(new Event('online')), 100)");
                Request second = requests.poll(30, TimeUnit.SECONDS);
                assertThat(second.nanos() - first.nanos())
                        .isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(RETRY_AFTER_SECONDS));
            } finally {
                refusing.stop(0);
            }
        }
    }

    private record Request(String path, long nanos) {}

    /** The first one that a page sends to ask whether it may come: what a WebSocket gets it does not see. */
    private static Request knock(BlockingQueue<Request> requests) throws InterruptedException {
        Request request;
        do {
            request = requests.poll(30, TimeUnit.SECONDS);
        } while (!request.path().equals("/healthz"));
        return request;
    }

    /** As a proxy does whose server is being restarted. */
    private static HttpServer refuseAt(int port, BlockingQueue<Request> requests) throws IOException {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        refusing.createContext("/", exchange -> {
            requests.add(new Request(exchange.getRequestURI().getPath(), System.nanoTime()));
            exchange.getResponseHeaders().add("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        refusing.start();
        return refusing;
    }

    @Test
    void who_is_told_that_its_media_is_gone_connects_it_anew() throws Exception {
        try (RunningServer server = RunningServer.start();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");
            long before = ada.negotiations();

            ada.run(MEDIA_ENDED);
            ada.until(() -> ada.negotiations() > before, "another negotiation");
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void a_microphone_that_opens_while_there_is_no_connection_is_heard_over_the_next_one() throws Exception {
        try (RunningServer server = RunningServer.startOverUdpWithConsentOf(Duration.ofSeconds(7));
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
                BrowserPerson ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN)) {
            ben.enter(server.consoleLink(), "CH_0001");
            ben.openEyesAndEars();
            ada.signIn(server.consoleLink());
            ada.run("""
                    const devices = navigator.mediaDevices;
                    const open = devices.getUserMedia.bind(devices);
                    const gate = new Promise((resolve) => (window.openDevices = resolve));
                    devices.getUserMedia = async (wish) => {
                      await gate;
                      return open(wish);
                    };
                    """);
            ada.join("CH_0001");
            ada.until(
                    () -> (Boolean) ada.run("return instrument.peers.at(-1)?.connectionState === 'connected'"),
                    "media");

            ada.run("instrument.peers.at(-1).close(); openDevices()"); // as one that the server has ended
            ada.waitUntilTextIs("floor-words", "The channel is free."::equals);
            assertThat(ada.text("banners")).isEmpty();

            long before = ada.negotiations();
            ada.until(() -> ada.negotiations() > before, "the next connection");
            ada.waitUntilTextIs("floor-words", "The channel is free."::equals);
            long begin = System.currentTimeMillis();
            ada.talk();
            ben.waitFor(begin, sample -> sample.hears(Tone.A4), "Ada");
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void who_is_not_answered_is_told_so_and_that_it_is_tried_again() throws Exception {
        try (RunningServer server = RunningServer.start();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");
            ada.run("""
                    const { send } = WebSocket.prototype;
                    window.swallowed = 0;
                    WebSocket.prototype.send = function (text) {
                      if (JSON.parse(text).op !== 17 || swallowed++ > 0) {
                        send.call(this, text);
                      }
                    };
                    window.said = []; // the sentence stands for as long as the pause before the next try, which may be no time at all
                    const words = document.getElementById('floor-words');
                    new MutationObserver(() => said.push(words.textContent)).observe(words, { childList: true, subtree: true, characterData: true });
                    """);
            ada.run(MEDIA_ENDED);
            ada.until(
                    () -> (Boolean) ada.run(
                            "return said.includes('The server did not answer within ten seconds. Trying again.');"),
                    "to be told that there was no answer");
            long before = ada.negotiations();
            ada.until(() -> ada.negotiations() > before, "another negotiation");
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void a_browser_that_refuses_to_let_sound_out_once_is_asked_again() throws Exception {
        try (RunningServer server = RunningServer.start();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
                BrowserPerson ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN)) {
            for (BrowserPerson person : List.of(ada, ben)) {
                person.enter(server.consoleLink(), "CH_0001");
                person.openEyesAndEars();
            }
            ada.run("""
                    const { setParameters } = RTCRtpSender.prototype;
                    window.refusals = [];
                    RTCRtpSender.prototype.setParameters = function (parameters) {
                      const name = refusals.shift();
                      return name ? Promise.reject(new DOMException('Not now.', name)) : setParameters.call(this, parameters);
                    };
                    """);
            ada.run("refusals.push('InvalidStateError', 'InvalidStateError')");
            long begin = System.currentTimeMillis();
            ada.talk();
            ben.waitFor(begin, sample -> sample.hears(Tone.A4), "Ada, though two tries were refused");
            ada.letGo();
            ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);

            ada.run("refusals.push('OperationError', 'OperationError')");
            ada.talk();
            ada.letGo();
            ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
            long again = System.currentTimeMillis();
            ada.talk();
            ben.waitFor(again, sample -> sample.hears(Tone.A4), "Ada's next turn, though the one before failed");
        }
    }

    @Test
    void who_presses_before_sound_is_there_waits_for_it_and_is_told_when_it_cannot_come() throws Exception {
        try (RunningServer server = RunningServer.startWithoutMedia();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.signIn(server.consoleLink());
            ada.join("CH_0001");
            ada.waitUntilTextContains("floor-words", "Connecting sound");

            ada.press();
            ada.waitUntilTextIs("ptt-label", "Asking…"::equals);
            assertThat(ada.text("floor-words")).isEqualTo("Connecting sound…");
            assertThat(server.operate("GET", "/admin/channels/CH_0001")).contains("\"floor_state\":\"idle\"");

            ada.waitUntilTextContains("floor-words", "You cannot talk now: your sound does not reach the server.");
            assertThat(server.operate("GET", "/admin/channels/CH_0001"))
                    .contains("\"floor_state\":\"idle\"")
                    .contains("\"queue_len\":0");
        }
    }
}
