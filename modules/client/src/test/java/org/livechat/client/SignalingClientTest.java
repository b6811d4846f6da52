package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ClientPacket;
import org.livechat.protocol.Opcode;
import org.livechat.protocol.ServerMessage;

class SignalingClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    @Test
    void session_is_identified_and_answers_find_their_requests() throws IOException {
        try (var server = server(Duration.ofSeconds(30), (to, packet) -> {
                    switch (packet.message()) {
                        case ClientMessage.ChannelList list ->
                            to.send(new ServerMessage.Ack(
                                    Opcode.CHANNEL_LIST, new AckData.Listing(List.of()), packet.id()));
                        case ClientMessage.ChannelLeave leave ->
                            to.send(new ServerMessage.Failure(2004, "not joined", OptionalInt.of(12), packet.id()));
                        default -> {}
                    }
                });
                var client = connect(server)) {
            assertThat(client.sessionId()).isEqualTo("s1");
            assertThat(client.ask(new ClientMessage.ChannelList(), AckData.Listing.class, LIMIT)
                            .channels())
                    .isEmpty();
            assertThatExceptionOfType(RequestFailed.class)
                    .isThrownBy(() -> client.ask(new ClientMessage.ChannelLeave("c"), AckData.Done.class, LIMIT))
                    .satisfies(failed -> assertThat(failed.code()).isEqualTo(2004));
        }
    }

    @Test
    void events_are_handed_on_and_unknown_ones_ignored() throws Exception {
        try (var server = server(Duration.ofSeconds(30), (to, packet) -> {
                    to.sendRaw("{\"op\":9999,\"d\":{}}");
                    to.send(new ServerMessage.FloorIdle("c"));
                });
                var client = connect(server)) {
            client.tell(new ClientMessage.FloorRelease("c"));

            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(new ServerMessage.FloorIdle("c"));
        }
    }

    @Test
    void a_second_answer_is_handed_on_since_it_is_none() throws Exception {
        try (var server = server(Duration.ofSeconds(30), (to, packet) -> {
                    var left = new ServerMessage.Ack(Opcode.CHANNEL_LEAVE, new AckData.Done("c"), packet.id());
                    to.send(left);
                    to.send(left);
                });
                var client = connect(server)) {
            client.ask(new ClientMessage.ChannelLeave("c"), AckData.Done.class, LIMIT);

            assertThat(heard.poll(10, TimeUnit.SECONDS)).isInstanceOf(ServerMessage.Ack.class);
        }
    }

    @Test
    void heartbeat_keeps_the_interval_of_hello() throws Exception {
        var beats = new LinkedBlockingQueue<ClientMessage>();
        try (var server = server(Duration.ofMillis(20), (to, packet) -> beats.add(packet.message()));
                var client = connect(server)) {
            assertThat(client.sessionId()).isNotEmpty();
            assertThat(beats.poll(10, TimeUnit.SECONDS)).isInstanceOf(ClientMessage.Heartbeat.class);
            assertThat(beats.poll(10, TimeUnit.SECONDS)).isInstanceOf(ClientMessage.Heartbeat.class);
        }
    }

    @Test
    void refused_identity_fails_the_connection() throws IOException {
        try (var server = new ScriptedServer(
                new ServerMessage.Hello(Duration.ofSeconds(30)),
                (to, packet) -> to.send(
                        new ServerMessage.Failure(1001, "invalid token", OptionalInt.of(3), Optional.empty())))) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> connect(server))
                    .havingCause()
                    .isInstanceOf(RequestFailed.class)
                    .withMessage("1001 invalid token");
        }
    }

    @Test
    void close_by_the_server_ends_open_requests() throws Exception {
        try (var server = server(Duration.ofSeconds(30), (to, packet) -> to.closeWith(1008, "too slow"));
                var client = connect(server)) {
            assertThatExceptionOfType(RequestFailed.class)
                    .isThrownBy(() -> client.ask(new ClientMessage.ChannelList(), AckData.Listing.class, LIMIT))
                    .withMessageContaining("1008 too slow");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("closed 1008 too slow");
        }
    }

    @Test
    void a_connection_on_which_nothing_can_be_sent_any_more_has_ended() throws Exception {
        try (var server = server(Duration.ofSeconds(30), (to, packet) -> {});
                var client = connect(server)) {
            client.tellRaw("\ud800");

            assertThat(heard.poll(10, TimeUnit.SECONDS)).asString().startsWith("closed 1006");
        }
    }

    private static ScriptedServer server(Duration interval, BiConsumer<ScriptedServer, ClientPacket> script)
            throws IOException {
        return new ScriptedServer(new ServerMessage.Hello(interval), (to, packet) -> {
            if (packet.message() instanceof ClientMessage.Identify identify) {
                to.send(new ServerMessage.Ready("s1", identify.userId(), OptionalInt.empty()));
            } else {
                script.accept(to, packet);
            }
        });
    }

    private SignalingClient connect(ScriptedServer server) {
        return SignalingClient.connect(
                        http,
                        server.uri(),
                        new ClientMessage.Identify("alice", "secret", 100),
                        new SignalingListener() {
                            @Override
                            public void received(ServerMessage message) {
                                heard.add(message);
                            }

                            @Override
                            public void closed(int status, String reason) {
                                heard.add("closed " + status + " " + reason);
                            }
                        })
                .join();
    }
}
