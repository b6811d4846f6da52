package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.client.ReconnectListener;
import org.livechat.client.ReconnectingClient;
import org.livechat.client.RequestFailed;
import org.livechat.client.SignalingClient;
import org.livechat.core.SessionSettings;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/** The Java client that stays: it comes back by itself, one by one, as the server says, and not where that is of no use. */
@Timeout(120)
class ReconnectingClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CROWD = 50;
    private static final int RETRY_AFTER_SECONDS = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Person> people = new ArrayList<>();
    private TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        people.forEach(person -> person.client.close());
        server.close();
        http.close();
    }

    private final class Person implements ReconnectListener {
        final BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
        final BlockingQueue<Long> joined = new LinkedBlockingQueue<>();
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        final ReconnectingClient client;

        Person(String user) throws Exception {
            this(user, server.port());
        }

        Person(String user, int port) throws Exception {
            client = ReconnectingClient.connect(
                            http,
                            URI.create("ws://127.0.0.1:" + port + "/ws"),
                            new ClientMessage.Identify(user, TestServer.TOKEN, 100),
                            this)
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            people.add(this);
            awaitJoined();
        }

        @Override
        public void began(SignalingClient session) {
            session.ask(
                    new ClientMessage.ChannelJoin(
                            TestServer.PTT, 7, Optional.empty(), Optional.empty(), List.of(), false),
                    AckData.Joined.class,
                    LIMIT);
            joined.add(System.nanoTime());
        }

        @Override
        public void received(ServerMessage message) {
            if (message instanceof ServerMessage.MessageEvent event) {
                messages.add(event.content());
            }
        }

        @Override
        public void away(String reason, Duration untilNextTry) {
            pauses.add(untilNextTry);
        }

        @Override
        public void resumed() {
            events.add("resumed");
        }

        @Override
        public void ended(String reason) {
            events.add("ended: " + reason);
        }

        long awaitJoined() throws InterruptedException {
            Long instant = joined.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(instant).as("a channel that is joined").isNotNull();
            return instant;
        }

        String awaitEvent() throws InterruptedException {
            return events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void a_crowd_whose_server_is_started_anew_comes_back_one_by_one_and_hears_one_another() throws Exception {
        for (int i = 0; i < CROWD; i++) {
            var _ = new Person("person" + i);
        }
        int port = server.port();
        server.close();
        server = TestServer.startAt(port);
        long up = System.nanoTime();

        List<Long> back = new ArrayList<>();
        for (Person person : people) {
            back.add(TimeUnit.NANOSECONDS.toMillis(person.awaitJoined() - up));
        }
        back.sort(null);
        System.out.println("back after ms: " + back);
        assertThat(back.getLast()).isLessThan(LIMIT.toMillis());
        long together = people.stream()
                .map(person -> person.pauses.element().toMillis() / 100)
                .collect(Collectors.groupingBy(tenth -> tenth, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        assertThat(together)
                .as("whose first try is within the same tenth of a second")
                .isLessThan(CROWD / 2);
        people.getFirst().client.session().tell(new ClientMessage.MessageCreate(TestServer.PTT, "all here?"));
        for (Person person : people) {
            assertThat(person.messages.poll(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("all here?");
        }
    }

    @Test
    void a_lost_websocket_costs_nothing() throws Exception {
        try (var way = new CuttableWay(server.port())) {
            var ann = new Person("ann", way.port());
            var bob = new Person("bob");
            SignalingClient before = ann.client.session();
            way.cut();
            bob.client.session().tell(new ClientMessage.MessageCreate(TestServer.PTT, "while you were away"));
            assertThat(ann.awaitEvent()).isEqualTo("resumed");
            assertThat(ann.messages.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("while you were away");
            assertThat(ann.client.session()).isSameAs(before);
            assertThat(ann.joined).isEmpty();
        }
        assertThat(server.counters().resumed()).isEqualTo(1);
    }

    @Test
    void a_websocket_that_died_without_a_word_is_noticed_by_its_silence() throws Exception {
        server.close();
        server = TestServer.withSessions(
                new SessionSettings(Duration.ofSeconds(5), 100, 100, 16, Duration.ofSeconds(30)));
        try (var way = new CuttableWay(server.port())) {
            var ann = new Person("ann", way.port());
            way.freeze();
            assertThat(ann.awaitEvent()).isEqualTo("resumed");
            ann.client.session().tell(new ClientMessage.MessageCreate(TestServer.PTT, "here again"));
            assertThat(ann.messages.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("here again");
        }
    }

    @Test
    void a_server_that_refuses_for_now_is_tried_again_when_it_says() throws Exception {
        var ann = new Person("ann");
        int port = server.port();
        BlockingQueue<Long> tries = new LinkedBlockingQueue<>();
        server.close();
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        refusing.createContext("/", exchange -> {
            tries.add(System.nanoTime());
            exchange.getResponseHeaders().add("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        refusing.start();
        try {
            long first = tries.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            long second = tries.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(Duration.ofNanos(second - first))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(RETRY_AFTER_SECONDS));
        } finally {
            refusing.stop(0);
        }
        server = TestServer.startAt(port);
        ann.awaitJoined();
    }

    @Test
    void who_is_replaced_by_a_newer_session_does_not_come_back() throws Exception {
        var first = new Person("ann");
        var second = new Person("ann");
        assertThat(first.awaitEvent()).startsWith("ended: ");
        assertThat(first.client.session()).isNotSameAs(second.client.session());
        second.client.session().tell(new ClientMessage.MessageCreate(TestServer.PTT, "still here"));
        assertThat(second.messages.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("still here");
        assertThat(first.joined).isEmpty();
    }

    @Test
    void a_token_that_is_not_accepted_is_said_at_once() {
        var refused = ReconnectingClient.connect(
                http,
                URI.create("ws://127.0.0.1:" + server.port() + "/ws"),
                new ClientMessage.Identify("ann", "wrong", 100),
                new ReconnectListener() {
                    @Override
                    public void began(SignalingClient session) {
                        throw new AssertionError("nobody was let in");
                    }

                    @Override
                    public void received(ServerMessage message) {}
                });
        assertThat(refused)
                .failsWithin(LIMIT)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RequestFailed.class)
                .withMessageContaining("1001");
    }
}
