package org.livechat.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A WebSocket of text messages, which are sent one after the other by any thread. */
final class WebSocketLine {
    /** It ended without a close frame (RFC 6455 7.4.1). */
    static final int NORMAL = WebSocket.NORMAL_CLOSURE;

    static final int ABNORMAL = 1006;

    /** What it brings; called one at a time. */
    interface Listener {
        void text(String message);

        /** Once, and nothing comes after. */
        void ended(int status, String reason);
    }

    private final Listener listener;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Object sending = new Object();
    private final WebSocket socket;
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);
    private volatile boolean closing;

    private WebSocketLine(WebSocket socket, Frames frames) {
        this.socket = socket;
        this.listener = frames.listener;
        frames.line.complete(this);
    }

    /**
     * Opens one; what comes first may be told before that is done.
     *
     * @param limit for the handshake; one that hangs holds its connection no longer
     */
    static CompletableFuture<WebSocketLine> open(HttpClient http, URI server, Listener listener, Duration limit) {
        var frames = new Frames(listener);
        return http.newWebSocketBuilder()
                .connectTimeout(limit)
                .buildAsync(server, frames)
                .thenApply(socket -> new WebSocketLine(socket, frames));
    }

    void send(String text) {
        afterLastSend(open -> open.sendText(text, true));
    }

    /** Closes with status 1000, behind all that was sent. */
    void close() {
        closing = true;
        afterLastSend(open -> open.sendClose(NORMAL, ""));
    }

    /** Cuts it without a word. */
    void abort() {
        socket.abort();
        end(ABNORMAL, "aborted by this side");
    }

    // the WebSocket of the JDK takes a frame only when the one before has been sent
    private void afterLastSend(Function<WebSocket, CompletableFuture<WebSocket>> send) {
        synchronized (sending) {
            lastSend = lastSend.thenCompose(_ -> send.apply(socket)).whenComplete((_, failure) -> {
                if (failure != null) {
                    cannotSend(failure);
                }
            });
        }
    }

    // who reads is not always told of a connection that broke while something was written
    private void cannotSend(Throwable failure) {
        if (!closing) {
            socket.abort();
            end(ABNORMAL, String.valueOf(failure));
        }
    }

    private void end(int status, String reason) {
        if (ended.compareAndSet(false, true)) {
            listener.ended(status, reason);
        }
    }

    private static final class Frames implements WebSocket.Listener {
        private final Listener listener;
        private final CompletableFuture<WebSocketLine> line = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        Frames(Listener listener) {
            this.listener = listener;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                var whole = text.toString();
                text.setLength(0);
                listener.text(whole);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            whenOpen(status, reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            whenOpen(ABNORMAL, String.valueOf(error));
        }

        private void whenOpen(int status, String reason) {
            var _ = line.thenAccept(open -> open.end(status, reason));
        }
    }
}
