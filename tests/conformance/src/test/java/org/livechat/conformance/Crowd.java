package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.livechat.client.SignalingClient;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;

/** Many members of one channel, each on a WebSocket of its own. The first only watches. */
final class Crowd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String channelId;
    private final Semaphore markers = new Semaphore(0);
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<FloorWitness> members = new ArrayList<>();

    Crowd(int port, String channelId, int size) throws Exception {
        this.channelId = channelId;
        URI server = URI.create("ws://127.0.0.1:" + port + "/ws");
        for (int i = 0; i < size; i++) {
            members.add(join(server, "member" + i));
        }
    }

    private FloorWitness join(URI server, String userId) throws Exception {
        FloorWitness witness = new FloorWitness(userId, markers);
        SignalingClient client = SignalingClient.connect(
                        http, server, new ClientMessage.Identify(userId, TestServer.TOKEN, 100), witness)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        witness.speaksBy(client);
        client.ask(
                new ClientMessage.ChannelJoin(channelId, 1, Optional.empty(), Optional.empty(), List.of(), false),
                AckData.Joined.class,
                PATIENCE);
        return witness;
    }

    FloorWitness watcher() {
        return members.getFirst();
    }

    /** All but the watcher. */
    List<FloorWitness> talkers() {
        return members.subList(1, members.size());
    }

    /** Those who talk or wait to. */
    List<FloorWitness> busy() {
        return talkers().stream()
                .filter(member -> member.standing() != FloorWitness.Standing.LISTENING)
                .toList();
    }

    /**
     * Waits until the server has dealt with all that these members sent, and everyone has read all that came of it: a
     * message posted then reaches everyone behind that.
     */
    void settle(List<FloorWitness> senders) throws Exception {
        CompletableFuture<?>[] dealtWith = senders.stream()
                .map(sender -> sender.client().request(new ClientMessage.ChannelList()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(dealtWith).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        watcher().client().tell(new ClientMessage.MessageCreate(channelId, "marker"));
        assertThat(markers.tryAcquire(members.size(), PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("everyone has read the marker")
                .isTrue();
    }

    @Override
    public void close() {
        members.forEach(member -> member.client().abort());
        http.shutdownNow();
    }
}
