package org.livechat.distribution;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user who asks for much at once and notes all that is answered, until the connection breaks. */
final class Clerk implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final HttpClient client = HttpClient.newHttpClient();
    private final StringBuilder partial = new StringBuilder();
    private final List<String> packets = new ArrayList<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final WebSocket socket;

    Clerk(int port, String token, String userId) throws InterruptedException {
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), this)
                .join();
        send("{\"op\":3,\"d\":{\"user_id\":\"%s\",\"token\":\"%s\"}}".formatted(userId, token));
        await(all -> all.stream().anyMatch(packet -> packet.contains("\"op\":4,")));
    }

    /** Sends a packet, unless the connection is broken. */
    void send(String packet) {
        try {
            socket.sendText(packet, true).join();
        } catch (CompletionException broken) {
            end.complete(broken.toString());
        }
    }

    /** All that has come. */
    synchronized List<String> packets() {
        return List.copyOf(packets);
    }

    /** What stands at the first group of a pattern in the packets that have it. */
    List<String> found(Pattern pattern) {
        return packets().stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    /** Waits until all that has come is as it has to be. */
    synchronized void await(Predicate<List<String>> enough) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!enough.test(packets)) {
            long left = TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime());
            if (left <= 0 || end.isDone()) {
                throw new AssertionError("what was awaited did not come, but " + packets + "; the end: " + end);
            }
            wait(left);
        }
    }

    /** Waits until so many packets have a text. */
    void await(int count, String text) throws InterruptedException {
        await(all -> all.stream().filter(packet -> packet.contains(text)).count() >= count);
    }

    /** Waits until nothing more can come. */
    void awaitEnd() {
        end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            synchronized (this) {
                packets.add(partial.toString());
                notifyAll();
            }
            partial.setLength(0);
        }
        return WebSocket.Listener.super.onText(webSocket, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        end.complete(statusCode + " " + reason);
        return WebSocket.Listener.super.onClose(webSocket, statusCode, reason);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end.complete(error.toString());
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }
}
