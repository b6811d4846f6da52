package org.livechat.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.livechat.api.ErrorCode;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/**
 * A {@link SignalingClient} that stays: when its WebSocket is lost it comes back to the session, for as long as the server waits, and then
 * opens another session, as after a restart of the server. Tries follow one another in pauses at random, of 4 s at most, or as the server
 * says. May be used by any thread.
 */
public final class ReconnectingClient implements AutoCloseable {
    private static final Duration RESUME_PAUSE_AT_MOST = Duration.ofSeconds(3);
    private static final Duration OPEN_PAUSE_AT_MOST = Duration.ofSeconds(4);
    private static final Duration RESUME_LIMIT = Duration.ofSeconds(3);
    private static final Duration FIRST_LIMIT = Duration.ofSeconds(30);
    private static final Duration OPEN_LIMIT = Duration.ofSeconds(6);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** Longer than a heartbeat and its answer are on their way. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    /** Ends that the same client would only meet again: closed by itself, and a newer session's. */
    private static final Set<Integer> FINAL_STATUSES = Set.of(1000, 4005);

    private static final Set<Integer> FINAL_ERRORS = Set.of(
            ErrorCode.INVALID_TOKEN.number(),
            ErrorCode.INVALID_PAYLOAD.number(),
            ErrorCode.SESSION_REPLACED.number(),
            ErrorCode.ACCESS_DENIED.number());

    /** What ends a session for good, where no request is named. */
    private static final Set<Integer> DISMISSALS =
            Set.of(ErrorCode.SESSION_REPLACED.number(), ErrorCode.ACCESS_DENIED.number());

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final HttpClient http;
    private final URI server;
    private final ClientMessage.Identify identity;
    private final ReconnectListener listener;

    // guarded by this
    private @Nullable SignalingClient session;
    private int tries;
    private boolean over;

    private ReconnectingClient(
            HttpClient http, URI server, ClientMessage.Identify identity, ReconnectListener listener) {
        this.http = http;
        this.server = server;
        this.identity = identity;
        this.listener = listener;
    }

    /**
     * Connects for the first time.
     *
     * @param http may be shared by many clients
     * @param server such as {@code ws://127.0.0.1:8080/ws}
     * @param identity who we are
     * @param listener told what becomes of it
     * @return completes with READY; fails as {@link SignalingClient#connect}, and then nothing is tried again
     */
    public static CompletableFuture<ReconnectingClient> connect(
            HttpClient http, URI server, ClientMessage.Identify identity, ReconnectListener listener) {
        var client = new ReconnectingClient(http, server, identity, listener);
        return client.open(FIRST_LIMIT).thenApply(opened -> {
            client.begin(opened);
            return client;
        });
    }

    /** The latest session. What is asked of one that is over fails; what is asked while it is away waits. */
    public synchronized SignalingClient session() {
        var latest = session;
        if (latest == null) {
            throw new IllegalStateException("not connected yet");
        }
        return latest;
    }

    /** Takes its leave for good. */
    @Override
    public void close() {
        if (end()) {
            session().close();
            listener.ended("closed by this side");
        }
    }

    private CompletableFuture<Opened> open(Duration limit) {
        var events = new Events();
        return SignalingClient.connect(http, server, identity, events, limit)
                .thenApply(fresh -> new Opened(fresh, events));
    }

    private void begin(Opened opened) {
        synchronized (this) {
            if (over) {
                opened.session().close();
                return;
            }
            session = opened.session();
            tries = 0;
        }
        opened.events().session.complete(opened.session());
        watch(opened.session());
        Thread.ofVirtual().name("session-began").start(() -> listener.began(opened.session()));
    }

    private void openLater(Throwable failure) {
        later(OPEN_PAUSE_AT_MOST, failure, this::openAgain);
    }

    private void openAgain() {
        var _ = open(OPEN_LIMIT).whenComplete((opened, refused) -> {
            if (refused == null) {
                begin(opened);
            } else if (isFinal(refused)) {
                giveUp(reasonOf(refused));
            } else {
                openLater(refused);
            }
        });
    }

    private void resumeLater(SignalingClient lost, long untilNanos, Throwable failure) {
        later(RESUME_PAUSE_AT_MOST, failure, () -> resume(lost, untilNanos));
    }

    private void resume(SignalingClient lost, long untilNanos) {
        var _ = lost.resume(RESUME_LIMIT).whenComplete((resumed, refused) -> {
            if (refused == null && resumed) {
                resumed();
            } else if (refused != null && !isFinal(refused) && System.nanoTime() - untilNanos < 0) {
                resumeLater(lost, untilNanos, refused);
            } else {
                lost.abort(); // of which it is told that it is over
            }
        });
    }

    private void resumed() {
        synchronized (this) {
            tries = 0;
        }
        listener.resumed();
    }

    private void later(Duration pauseAtMost, Throwable failure, Runnable next) {
        Duration pause;
        synchronized (this) {
            if (over) {
                return;
            }
            pause = RetryPause.askedFor(failure).plus(RetryPause.before(tries++, pauseAtMost));
        }
        inTime(pause, next); // first, so that a listener that fails does not end it
        listener.away(reasonOf(failure), pause);
    }

    private void inTime(Duration pause, Runnable next) {
        var _ = CLOCK.schedule(
                () -> {
                    if (!isOver()) {
                        next.run();
                    }
                },
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** A network that is gone breaks nothing that only waits: silence for longer than heartbeats leave counts as a loss. */
    private void watch(SignalingClient watched) {
        if (watched.hasEnded()) {
            return;
        }
        if (watched.isSilentFor(watched.heartbeatInterval().plus(ANSWER_LIMIT))) {
            watched.lose("the server is silent");
        }
        inTime(LOOK_EVERY, () -> watch(watched));
    }

    private synchronized boolean isOver() {
        return over;
    }

    private synchronized boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    private void giveUp(String reason) {
        if (end()) {
            listener.ended(reason);
        }
    }

    private static boolean isFinal(Throwable failure) {
        return cause(failure) instanceof RequestFailed refused && FINAL_ERRORS.contains(refused.code());
    }

    private static String reasonOf(Throwable failure) {
        var cause = cause(failure);
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static ScheduledThreadPoolExecutor clock() {
        var executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("reconnects").factory());
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    private record Opened(SignalingClient session, Events events) {}

    /** What one session tells. */
    private final class Events implements SignalingListener {
        private final CompletableFuture<SignalingClient> session = new CompletableFuture<>();
        private volatile boolean dismissed;

        @Override
        public void received(ServerMessage message) {
            if (message instanceof ServerMessage.Failure failure
                    && failure.request().isEmpty()
                    && DISMISSALS.contains(failure.code())) {
                // Not of a request, but of all: an operator's word, which the end of the connection follows.
                dismissed = true;
            }
            listener.received(message);
        }

        @Override
        public boolean lost(String reason) {
            if (isOver()) {
                return false;
            }
            var _ = session.thenAccept(lost -> resumeLater(
                    lost,
                    System.nanoTime() + lost.resumeTimeout().toNanos(),
                    new RequestFailed(ErrorCode.INTERNAL.number(), reason)));
            return true;
        }

        @Override
        public void closed(int status, String reason) {
            var _ = session.thenAccept(_ -> {
                if (dismissed || FINAL_STATUSES.contains(status)) {
                    giveUp(reason);
                } else {
                    openLater(new RequestFailed(ErrorCode.INTERNAL.number(), status + " " + reason));
                }
            });
        }
    }
}
