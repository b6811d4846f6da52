package org.livechat.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livechat.api.ErrorCode;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ClientPacket;
import org.livechat.protocol.PacketCodec;
import org.livechat.protocol.ProtocolException;
import org.livechat.protocol.RequestId;
import org.livechat.protocol.ServerMessage;

/**
 * One session with the server over a WebSocket: identifies, keeps the heartbeat, matches answers to requests, hands on
 * events. May be used by any thread.
 */
public final class SignalingClient implements AutoCloseable {
    /** RFC 6455 7.4.1. */
    private static final int ABNORMAL = 1006;

    private static final ScheduledThreadPoolExecutor HEARTBEATS = heartbeats();

    private final SignalingListener listener;
    private final Map<RequestId, CompletableFuture<AckData>> pending = new ConcurrentHashMap<>();
    private final CompletableFuture<ServerMessage.Hello> hello = new CompletableFuture<>();
    private final CompletableFuture<ServerMessage.Ready> ready = new CompletableFuture<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Object sending = new Object();
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);
    private volatile @Nullable WebSocket socket;
    private volatile boolean closing;
    private volatile @Nullable ScheduledFuture<?> heartbeat;

    private SignalingClient(SignalingListener listener) {
        this.listener = listener;
    }

    /**
     * Connects and identifies.
     *
     * @param http may be shared by many clients
     * @param server such as {@code ws://127.0.0.1:8080/ws}
     * @param identity who we are
     * @param listener hears what answers no request
     * @return completes with READY; fails with {@link RequestFailed} if the server refuses us, or with an IOException
     */
    public static CompletableFuture<SignalingClient> connect(
            HttpClient http, URI server, ClientMessage.Identify identity, SignalingListener listener) {
        var client = new SignalingClient(listener);
        return http.newWebSocketBuilder()
                .buildAsync(server, client.new Frames())
                .thenCompose(socket -> client.hello.thenCompose(hello -> {
                    client.socket = socket;
                    client.send(new ClientPacket(identity, Optional.empty()));
                    return client.ready.thenApply(ready -> {
                        client.beat(hello.heartbeatInterval());
                        return client;
                    });
                }));
    }

    /** The session that READY named. */
    public String sessionId() {
        return ready.join().sessionId();
    }

    /**
     * Sends a request that is answered by ACK.
     *
     * @return completes with the answer's data; fails with {@link RequestFailed}, also when the connection ends first
     */
    public CompletableFuture<AckData> request(ClientMessage message) {
        var id = new RequestId.Numeric(requests.incrementAndGet());
        var answer = new CompletableFuture<AckData>();
        pending.put(id, answer);
        send(new ClientPacket(message, Optional.of(id)));
        return answer;
    }

    /** {@link #request} for those who know what the answer is, and want to wait for it. */
    public <T extends AckData> T ask(ClientMessage message, Class<T> answer, Duration limit) {
        try {
            return answer.cast(request(message)
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof RequestFailed failed) {
                throw failed;
            }
            throw e;
        }
    }

    /** Sends what is answered by an event or not at all: floor messages and heartbeats. */
    public void tell(ClientMessage message) {
        send(new ClientPacket(message, Optional.empty()));
    }

    /** Sends a text frame as it is: for tests of what a hostile client may send. */
    public void tellRaw(String text) {
        sendText(text);
    }

    /** Closes the WebSocket with status 1000, behind all that was sent. */
    @Override
    public void close() {
        stop();
        closing = true;
        afterLastSend(open -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    /** Cuts the connection without a word, as a lost network does. */
    public void abort() {
        stop();
        var open = socket;
        if (open != null) {
            open.abort();
        }
        end(ABNORMAL, "aborted by this side");
    }

    private void send(ClientPacket packet) {
        sendText(PacketCodec.encode(packet).toString());
    }

    private void sendText(String text) {
        afterLastSend(open -> open.sendText(text, true));
    }

    // the WebSocket of the JDK takes a frame only when the one before has been sent
    private void afterLastSend(Function<WebSocket, CompletableFuture<WebSocket>> send) {
        synchronized (sending) {
            var open = socket;
            if (open != null) {
                lastSend = lastSend.thenCompose(sent -> send.apply(open)).whenComplete((_, failure) -> {
                    if (failure != null) {
                        cannotSend(open, failure);
                    }
                });
            }
        }
    }

    // who reads is not always told of a connection that broke while something was written
    private void cannotSend(WebSocket open, Throwable failure) {
        if (!closing) {
            open.abort();
            end(ABNORMAL, String.valueOf(failure));
        }
    }

    private void beat(Duration interval) {
        heartbeat = HEARTBEATS.scheduleAtFixedRate(
                () -> tell(new ClientMessage.Heartbeat()),
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void stop() {
        var beating = heartbeat;
        if (beating != null) {
            beating.cancel(false);
        }
    }

    private void received(String text) {
        ServerMessage message;
        try {
            message = PacketCodec.decodeServer(text);
        } catch (ProtocolException e) {
            if (e.code() == ErrorCode.UNKNOWN_OPCODE) {
                return;
            }
            throw e;
        }
        switch (message) {
            case ServerMessage.Hello greeting -> hello.complete(greeting);
            case ServerMessage.Ready greeted -> ready.complete(greeted);
            case ServerMessage.HeartbeatAck alive -> {}
            case ServerMessage.Ack ack ->
                answered(ack.id()).ifPresentOrElse(answer -> answer.complete(ack.data()), () -> listener.received(ack));
            case ServerMessage.Failure failure -> failed(failure);
            default -> listener.received(message);
        }
    }

    private void failed(ServerMessage.Failure failure) {
        var error = new RequestFailed(failure.code(), failure.reason());
        var answer = answered(failure.id());
        answer.ifPresent(waiting -> waiting.completeExceptionally(error));
        if (answer.isEmpty() && !ready.completeExceptionally(error)) {
            listener.received(failure);
        }
    }

    private Optional<CompletableFuture<AckData>> answered(Optional<RequestId> id) {
        return id.map(pending::remove);
    }

    private void end(int status, String reason) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        stop();
        var error = new RequestFailed(ErrorCode.INTERNAL.number(), "the connection ended: " + status + " " + reason);
        hello.completeExceptionally(error);
        ready.completeExceptionally(error);
        pending.values().forEach(answer -> answer.completeExceptionally(error));
        pending.clear();
        listener.closed(status, reason);
    }

    private static ScheduledThreadPoolExecutor heartbeats() {
        var executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("heartbeats").factory());
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    private final class Frames implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                var whole = text.toString();
                text.setLength(0);
                received(whole);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            end(status, reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end(ABNORMAL, String.valueOf(error));
        }
    }
}
