package org.livechat.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.livechat.api.ErrorCode;
import org.livechat.api.media.IceServers;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ClientPacket;
import org.livechat.protocol.PacketCodec;
import org.livechat.protocol.ProtocolException;
import org.livechat.protocol.RequestId;
import org.livechat.protocol.ServerMessage;

/**
 * One session with the server: identifies, keeps the heartbeat, matches answers to requests, hands on events, and can come back to the
 * session over another WebSocket when one is lost. May be used by any thread.
 */
public final class SignalingClient implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor HEARTBEATS = heartbeats();

    /** For a WebSocket to open, and for READY, each. */
    private static final Duration DIAL_LIMIT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI server;
    private final ClientMessage.Identify identity;
    private final SignalingListener listener;
    private final Map<RequestId, CompletableFuture<AckData>> pending = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Object counting = new Object();
    private final Object sending = new Object();
    private final Unconfirmed unconfirmed = new Unconfirmed();
    private @Nullable WebSocketLine line;
    private long received;

    /** How many WebSockets have been given up. */
    private int lines;

    private volatile ServerMessage.@Nullable Ready session;
    private volatile Duration heartbeatInterval = Duration.ZERO;

    /** When something has come, or a WebSocket was opened, in terms of {@link System#nanoTime}. */
    private volatile long heardNanos = System.nanoTime();

    private volatile @Nullable ScheduledFuture<?> heartbeat;

    private SignalingClient(HttpClient http, URI server, ClientMessage.Identify identity, SignalingListener listener) {
        this.http = http;
        this.server = server;
        this.identity = identity;
        this.listener = listener;
    }

    /**
     * Connects and identifies.
     *
     * @param http may be shared by many clients
     * @param server such as {@code ws://127.0.0.1:8080/ws}
     * @param identity who we are
     * @param listener hears what answers no request
     * @return completes with READY; fails with {@link RequestFailed} if the server refuses us, or with an IOException, or a
     *     TimeoutException if it says nothing for half a minute
     */
    public static CompletableFuture<SignalingClient> connect(
            HttpClient http, URI server, ClientMessage.Identify identity, SignalingListener listener) {
        return connect(http, server, identity, listener, DIAL_LIMIT);
    }

    /** As the other one, for those who have no patience of half a minute. */
    static CompletableFuture<SignalingClient> connect(
            HttpClient http, URI server, ClientMessage.Identify identity, SignalingListener listener, Duration limit) {
        var client = new SignalingClient(http, server, identity, listener);
        return client.dial(identity, limit).thenApply(carrier -> {
            client.session = carrier.ready.join();
            client.carriedBy(carrier, 0);
            client.heartbeatInterval = carrier.hello.join().heartbeatInterval();
            client.beat(client.heartbeatInterval);
            return client;
        });
    }

    /**
     * Comes back to the session, after {@link SignalingListener#lost}, or over another WebSocket than the one that still stands. What was
     * missed comes by the listener, and what did not arrive is sent again.
     *
     * @return completes with true when the session goes on, with false when it is over, which the listener is told; fails as {@link
     *     #connect} when there was no answer, and may be tried again
     */
    public CompletableFuture<Boolean> resume() {
        return resume(DIAL_LIMIT);
    }

    /** As the other one, for those who have no patience of half a minute. */
    CompletableFuture<Boolean> resume(Duration limit) {
        var resumed = new ClientMessage.Identify(
                identity.userId(),
                identity.token(),
                identity.priority(),
                Optional.of(new ClientMessage.Resume(sessionId(), OptionalLong.of(hearNoMore()))));
        return dial(resumed, limit).thenApply(carrier -> {
            if (!carrier.isLatest()) {
                throw new RequestFailed(ErrorCode.INTERNAL.number(), "a later try has come first");
            }
            if (hasEnded()) {
                carrier.abandon(); // closed meanwhile
                return false;
            }
            OptionalLong arrived = carrier.ready.join().resumed();
            if (arrived.isPresent()) {
                session = carrier.ready.join();
                carriedBy(carrier, arrived.getAsLong());
                return true;
            }
            carrier.abandon();
            end(WebSocketLine.ABNORMAL, "the session is over");
            return false;
        });
    }

    /** The WebSocket that there may still be carries nothing any more: the server closes it. Returns how many packets have come. */
    private long hearNoMore() {
        synchronized (sending) {
            line = null;
        }
        synchronized (counting) {
            lines++;
            return received;
        }
    }

    private CompletableFuture<Carrier> dial(ClientMessage.Identify identify, Duration limit) {
        var carrier = new Carrier();
        return WebSocketLine.open(http, server, carrier, limit).thenCompose(opened -> {
            carrier.opened = opened;
            return carrier.hello
                    .thenRun(() -> opened.send(text(identify, Optional.empty())))
                    .thenCompose(_ -> carrier.ready)
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((_, failure) -> {
                        if (failure != null) {
                            opened.abort(); // without a close frame, which would end a session whose READY is only late
                        }
                    })
                    .thenApply(_ -> carrier);
        });
    }

    private void carriedBy(Carrier carrier, long arrived) {
        heardNanos = System.nanoTime();
        synchronized (sending) {
            line = carrier.opened;
            unconfirmed.after(arrived).forEach(packet -> carrier.line().send(packet));
        }
    }

    /** The session that READY named. */
    public String sessionId() {
        return ready().sessionId();
    }

    /** How long the server waits for us when the connection is lost; zero where it does not. */
    public Duration resumeTimeout() {
        return ready().resumeTimeout().orElse(Duration.ZERO);
    }

    /**
     * The STUN and TURN servers that a peer connection of this session may use, with the credentials of the latest READY; asking with {@link
     * ClientMessage.IceServersRequest} brings fresh ones.
     */
    public IceServers iceServers() {
        return ready().iceServers();
    }

    private ServerMessage.Ready ready() {
        var known = session;
        if (known == null) {
            throw new IllegalStateException("not identified");
        }
        return known;
    }

    /**
     * Sends a request that is answered by ACK.
     *
     * @return completes with the answer's data; fails with {@link RequestFailed}, also when the session ends first
     */
    public CompletableFuture<AckData> request(ClientMessage message) {
        var id = new RequestId.Numeric(requests.incrementAndGet());
        var answer = new CompletableFuture<AckData>();
        pending.put(id, answer);
        tellRaw(text(message, Optional.of(id)));
        if (ended.get()) {
            pending.remove(id);
            answer.completeExceptionally(new RequestFailed(ErrorCode.INTERNAL.number(), "the session has ended"));
        }
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
        tellRaw(text(message, Optional.empty()));
    }

    /** Sends a text frame as it is: for tests of what a hostile client may send. */
    public void tellRaw(String text) {
        if (ended.get()) {
            return;
        }
        synchronized (sending) {
            unconfirmed.add(text);
            if (line != null) {
                line.send(text);
            }
        }
    }

    private static String text(ClientMessage message, Optional<RequestId> id) {
        return PacketCodec.encode(new ClientPacket(message, id)).toString();
    }

    /** Closes the WebSocket with status 1000, behind all that was sent; where there is none now, what waits for an answer fails. */
    @Override
    public void close() {
        stop();
        synchronized (sending) {
            if (line != null) {
                line.close();
                return;
            }
        }
        end(WebSocketLine.NORMAL, "closed by this side");
    }

    /** Cuts the connection without a word, as a lost network does, for good. */
    public void abort() {
        stop();
        drop();
        end(WebSocketLine.ABNORMAL, "aborted by this side");
    }

    /** Cuts the connection without a word; {@link #resume()} may follow. */
    public void drop() {
        WebSocketLine open;
        synchronized (sending) {
            open = line;
            line = null;
        }
        if (open != null) {
            open.abort();
        }
    }

    /** Takes the WebSocket for lost, though nobody has said so; {@link SignalingListener#lost} is told. */
    void lose(String reason) {
        WebSocketLine open;
        synchronized (sending) {
            open = line;
        }
        if (open != null) {
            lineEnded(open, WebSocketLine.ABNORMAL, reason);
            open.abort();
        }
    }

    boolean hasEnded() {
        return ended.get();
    }

    /** Whether there is a WebSocket that has brought nothing for so long. */
    boolean isSilentFor(Duration limit) {
        synchronized (sending) {
            return line != null && System.nanoTime() - heardNanos > limit.toNanos();
        }
    }

    Duration heartbeatInterval() {
        return heartbeatInterval;
    }

    private void beat(Duration interval) {
        heartbeat = HEARTBEATS.scheduleAtFixedRate(
                () -> {
                    synchronized (sending) {
                        tell(new ClientMessage.Heartbeat());
                        unconfirmed.heartbeat();
                    }
                },
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

    private void received(ServerMessage message) {
        switch (message) {
            case ServerMessage.Hello _, ServerMessage.Ready _ -> {}
            case ServerMessage.HeartbeatAck _ -> {
                synchronized (sending) {
                    unconfirmed.heartbeatAnswered();
                }
            }
            case ServerMessage.Ack ack ->
                answered(ack.id()).ifPresentOrElse(answer -> answer.complete(ack.data()), () -> listener.received(ack));
            case ServerMessage.Failure failure ->
                answered(failure.id())
                        .ifPresentOrElse(
                                answer -> answer.completeExceptionally(
                                        new RequestFailed(failure.code(), failure.reason())),
                                () -> listener.received(failure));
            default -> listener.received(message);
        }
    }

    private Optional<CompletableFuture<AckData>> answered(Optional<RequestId> id) {
        return id.map(pending::remove);
    }

    private void lineEnded(WebSocketLine which, int status, String reason) {
        synchronized (sending) {
            if (!which.equals(line)) {
                return;
            }
            line = null;
        }
        var known = session;
        boolean maySurvive = status == WebSocketLine.ABNORMAL
                && known != null
                && known.resumeTimeout().isPresent();
        if (!maySurvive || !listener.lost(reason)) {
            end(status, reason);
        }
    }

    private void end(int status, String reason) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        stop();
        var error = new RequestFailed(ErrorCode.INTERNAL.number(), "the connection ended: " + status + " " + reason);
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

    /** One WebSocket from HELLO on. */
    private final class Carrier implements WebSocketLine.Listener {
        private final CompletableFuture<ServerMessage.Hello> hello = new CompletableFuture<>();
        private final CompletableFuture<ServerMessage.Ready> ready = new CompletableFuture<>();
        private final int number;
        private volatile @Nullable WebSocketLine opened;

        Carrier() {
            synchronized (counting) {
                number = lines;
            }
        }

        private WebSocketLine line() {
            var open = opened;
            if (open == null) {
                throw new IllegalStateException("not open");
            }
            return open;
        }

        @Override
        public void text(String message) {
            boolean inSession = ready.isDone();
            if (inSession && !counts()) {
                return;
            }
            ServerMessage read;
            try {
                read = PacketCodec.decodeServer(message);
            } catch (ProtocolException e) {
                if (e.code() == ErrorCode.UNKNOWN_OPCODE) {
                    return;
                }
                throw e;
            }
            if (inSession) {
                received(read);
            } else {
                greeted(read);
            }
        }

        boolean isLatest() {
            synchronized (counting) {
                return number == lines;
            }
        }

        private boolean counts() {
            synchronized (counting) {
                if (number != lines) {
                    return false;
                }
                received++;
                heardNanos = System.nanoTime();
                return true;
            }
        }

        private void greeted(ServerMessage message) {
            switch (message) {
                case ServerMessage.Hello greeting -> hello.complete(greeting);
                case ServerMessage.Ready welcome -> ready.complete(welcome);
                case ServerMessage.Failure failure ->
                    ready.completeExceptionally(new RequestFailed(failure.code(), failure.reason()));
                default -> {}
            }
        }

        @Override
        public void ended(int status, String reason) {
            var error =
                    new RequestFailed(ErrorCode.INTERNAL.number(), "the connection ended: " + status + " " + reason);
            hello.completeExceptionally(error);
            ready.completeExceptionally(error);
            var open = opened;
            if (open != null) {
                lineEnded(open, status, reason);
            }
        }

        void abandon() {
            line().close();
        }
    }
}
