package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket of the JDK that keeps what it is sent. JSON is written with single quotes for reading's sake. */
final class TestClient implements WebSocket.Listener {
    private static final long PATIENCE_SECONDS = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final BlockingQueue<JsonNode> packets = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    static TestClient connect(int port) {
        return connect(HTTP, URI.create("ws://127.0.0.1:" + port + "/ws"));
    }

    static TestClient connect(HttpClient http, URI uri) {
        return connect(http.newWebSocketBuilder(), uri);
    }

    /** With headers of one's own, which the builder has. */
    static TestClient connect(WebSocket.Builder builder, URI uri) {
        TestClient client = new TestClient();
        client.socket = builder.buildAsync(uri, client).join();
        return client;
    }

    static JsonNode json(String singleQuoted) {
        return JSON.readTree(singleQuoted.replace('\'', '"'));
    }

    void send(String singleQuoted) {
        sendRaw(singleQuoted.replace('\'', '"'));
    }

    /** One at a time, as the JDK's socket wants it, though several threads send. */
    synchronized void sendRaw(String text) {
        socket.sendText(text, true).join();
    }

    void sendFragments(String... parts) {
        for (int i = 0; i < parts.length; i++) {
            socket.sendText(parts[i].replace('\'', '"'), i == parts.length - 1).join();
        }
    }

    void sendBinary(byte... bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    void ping(String payload) {
        socket.sendPing(ByteBuffer.wrap(payload.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .join();
    }

    String awaitPong() {
        return poll(pongs, "a pong");
    }

    void join(String channelId) {
        send("{'op':11,'d':{'channel_id':'" + channelId + "','ssrc':7}}");
        awaitAck(11);
    }

    void channelRequest(int op, String channelId) {
        send("{'op':" + op + ",'d':{'channel_id':'" + channelId + "'}}");
    }

    /** The next packet, which has to be this. */
    void expect(String singleQuoted) {
        assertThat(next()).isEqualTo(json(singleQuoted));
    }

    JsonNode next() {
        return poll(packets, "a packet");
    }

    /** The next packet of this opcode; what comes before it is dropped. */
    JsonNode await(int op) {
        JsonNode packet = next();
        while (packet.get("op").intValue() != op) {
            packet = next();
        }
        return packet;
    }

    JsonNode awaitAck(int request) {
        JsonNode ack = await(200);
        assertThat(ack.get("d").get("op").intValue()).isEqualTo(request);
        return ack.get("d").get("data");
    }

    /** The next packet, which has to be READY. */
    void expectReady() {
        JsonNode packet = next();
        assertThat(packet.get("op").intValue()).as(packet.toString()).isEqualTo(4);
    }

    /** The next packet, which has to be an ERROR with this code. */
    JsonNode expectError(int code) {
        JsonNode packet = next();
        assertThat(packet.get("op").intValue()).as(packet.toString()).isEqualTo(201);
        assertThat(packet.get("d").get("code").intValue()).as(packet.toString()).isEqualTo(code);
        assertThat(packet.get("d").get("reason").stringValue()).isNotBlank();
        return packet;
    }

    JsonNode awaitEvent(String event) {
        JsonNode packet = await(100);
        while (!packet.get("d").get("event").stringValue().equals(event)) {
            packet = await(100);
        }
        return packet.get("d");
    }

    /** Shows that the connection lives, and that nothing else is waiting to be read. */
    void expectQuiet() {
        send("{'op':1}");
        expect("{'op':2,'d':null}");
    }

    int awaitClose() {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception late) {
            throw new AssertionError("the connection was not closed", late);
        }
    }

    void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** As the browser does it for a page, and not the page itself. */
    void goAway() {
        socket.sendClose(1001, "").join();
    }

    void abort() {
        socket.abort();
    }

    private static <T> T poll(BlockingQueue<T> queue, String what) {
        try {
            T item = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return item == null ? fail(what + " did not come") : item;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            packets.add(JSON.readTree(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        pongs.add(java.nio.charset.StandardCharsets.US_ASCII.decode(message).toString());
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }
}
