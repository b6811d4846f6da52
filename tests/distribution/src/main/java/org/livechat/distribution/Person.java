package org.livechat.distribution;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A user with a WebSocket, who sends packets and waits for one of an opcode. */
public final class Person implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final long PING_SECONDS = 2;
    private static final long FAREWELL_SECONDS = 5;

    private final BlockingQueue<String> packets = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;

    private Person(int port) {
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), this)
                .join();
    }

    /** Connects to a port of the loopback address and signs in. */
    public Person(int port, String secret, String userId) throws InterruptedException {
        this(port);
        identify(userId, secret);
        await("\"op\":4,");
    }

    /** Connects to a port of the loopback address; has been greeted. */
    public static Person stranger(int port) throws InterruptedException {
        var stranger = new Person(port);
        stranger.await("\"op\":0,");
        return stranger;
    }

    /** Says who it is, and does not wait for what is said to that. */
    public void identify(String userId, String token) {
        send("{\"op\":3,\"d\":{\"user_id\":\"%s\",\"token\":\"%s\"}}".formatted(userId, token));
    }

    /** Pings the floor of a channel from now on, as who talks does. */
    public void talksOn(String channelId) {
        Thread.ofVirtual().start(() -> {
            while (!hasEndedWithin(PING_SECONDS)) {
                send("{\"op\":32,\"d\":{\"channel_id\":\"%s\"}}".formatted(channelId));
            }
        });
    }

    private boolean hasEndedWithin(long seconds) {
        try {
            closed.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException open) {
            return false;
        } catch (ExecutionException | InterruptedException broken) {
            return true;
        }
    }

    /** Sends a packet. */
    public synchronized void send(String packet) {
        socket.sendText(packet, true).join();
    }

    /** The next packet that contains this text; those before it are passed over. */
    public String await(String text) throws InterruptedException {
        List<String> passedOver = new ArrayList<>();
        while (true) {
            String packet = packets.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (packet == null) {
                throw new AssertionError("no packet with %s came within %d s, but %s; closed: %s"
                        .formatted(text, PATIENCE_SECONDS, passedOver, closed));
            }
            if (packet.contains(text)) {
                return packet;
            }
            passedOver.add(packet);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            packets.add(partial.toString());
            partial.setLength(0);
        }
        return WebSocket.Listener.super.onText(webSocket, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return WebSocket.Listener.super.onClose(webSocket, statusCode, reason);
    }

    /** The WebSocket status with which the server ends the connection. */
    public int awaitClose() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** Takes its leave, so that the server does not wait for it to come back. */
    @Override
    public void close() {
        try {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            hasEndedWithin(FAREWELL_SECONDS);
        } catch (CompletionException gone) {
            // There is nobody to take leave of.
        }
        closed.complete(WebSocket.NORMAL_CLOSURE);
        socket.abort();
        client.close();
    }
}
