package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.client.SignalingClient;
import org.livechat.client.SignalingListener;
import org.livechat.core.SessionSettings;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/** The Java client, whose WebSocket is lost again and again: nothing is lost, nothing comes twice. */
class ResumedClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Below the rate of packets that a client may send. */
    private static final long PAUSE_MILLIS = 30;

    private static final int MESSAGES = 200;
    private static final int DROPS = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    private final class Person implements SignalingListener {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        final CompletableFuture<String> closed = new CompletableFuture<>();
        final SignalingClient client;

        Person(String user) {
            client = SignalingClient.connect(
                            http,
                            URI.create("ws://127.0.0.1:" + server.port() + "/ws"),
                            new ClientMessage.Identify(user, TestServer.TOKEN, 100),
                            this)
                    .join();
            client.ask(
                    new ClientMessage.ChannelJoin(
                            TestServer.PTT, 7, Optional.empty(), Optional.empty(), List.of(), false),
                    AckData.Joined.class,
                    LIMIT);
        }

        @Override
        public void received(ServerMessage message) {
            if (message instanceof ServerMessage.MessageEvent event) {
                messages.add(event.content());
            }
        }

        @Override
        public boolean lost(String reason) {
            return true;
        }

        @Override
        public void closed(int status, String reason) {
            closed.complete(reason);
        }

        List<String> take(int count) throws InterruptedException {
            var taken = new ArrayList<String>();
            for (int i = 0; i < count; i++) {
                String next = messages.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
                assertThat(next).as("message %s", i).isNotNull();
                taken.add(next);
            }
            return taken;
        }
    }

    @Test
    void what_is_said_and_answered_around_each_loss_is_there_once_and_in_order() throws Exception {
        var ann = new Person("ann");
        var bob = new Person("bob");
        var random = new Random(7);
        var answers = new ArrayList<CompletableFuture<AckData>>();
        for (int i = 0; i < MESSAGES; i++) {
            ann.client.tell(new ClientMessage.MessageCreate(TestServer.PTT, "message " + i));
            if (i % (MESSAGES / DROPS) == 5) {
                Person unlucky = random.nextBoolean() ? ann : bob;
                answers.add(unlucky.client.request(new ClientMessage.ChannelInfo(TestServer.PTT)));
                if (random.nextBoolean()) {
                    unlucky.client.drop();
                }
                answers.add(unlucky.client.request(new ClientMessage.ChannelInfo(TestServer.PTT)));
                assertThat(unlucky.client.resume().get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            }
            Thread.sleep(PAUSE_MILLIS); // not for the server to get ready: for its limit of packets a second
        }
        List<String> all =
                IntStream.range(0, MESSAGES).mapToObj(i -> "message " + i).toList();
        assertThat(ann.take(MESSAGES)).isEqualTo(all);
        assertThat(bob.take(MESSAGES)).isEqualTo(all);
        for (CompletableFuture<AckData> answer : answers) {
            assertThat(answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(AckData.Details.class);
        }
        assertThat(server.counters().resumed()).isEqualTo(DROPS);
        assertThat(ann.messages).isEmpty();
        assertThat(bob.messages).isEmpty();
        ann.client.close();
        bob.client.close();
    }

    @Test
    void a_session_that_is_over_is_said_to_be() throws Exception {
        server.close();
        server = TestServer.withSessions(
                new SessionSettings(Duration.ofSeconds(30), 3, 100, 16, Duration.ofMillis(100)));
        var ann = new Person("ann");
        ann.client.drop();
        server.awaitSessions(0);
        CompletableFuture<AckData> unanswered = ann.client.request(new ClientMessage.ChannelInfo(TestServer.PTT));
        assertThat(ann.client.resume().get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isFalse();
        assertThat(ann.closed.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("the session is over");
        assertThat(unanswered).isCompletedExceptionally();
    }
}
