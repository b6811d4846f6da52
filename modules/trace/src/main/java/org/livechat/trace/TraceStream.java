package org.livechat.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.livechat.api.trace.TraceEvent;

/**
 * Writes one reader's events as they come. Blocks its virtual thread while the client does not read: meanwhile nothing
 * piles up but the bus's own ring, and the HTTP server's idle timeout ends the connection.
 */
final class TraceStream {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final int BATCH = 64;

    private final TraceReader reader;
    private final TraceBus bus;
    private final Optional<String> channelId;

    /** @param channelId shows what is about this channel alone */
    TraceStream(TraceReader reader, TraceBus bus, Optional<String> channelId) {
        this.reader = reader;
        this.bus = bus;
        this.channelId = channelId;
    }

    /** Writes what has happened already, and returns. */
    void writePast(Response response, long most) {
        describe(response);
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            long left = most;
            TraceReader.Batch batch = reader.take((int) Math.min(BATCH, left), Duration.ZERO);
            while (left > 0 && (batch.lost() > 0 || !batch.events().isEmpty())) {
                out.write(text(batch).getBytes(UTF_8));
                left -= batch.events().size();
                batch = reader.take((int) Math.min(BATCH, left), Duration.ZERO);
            }
        } catch (IOException _) {
            // The client has gone, which is how a trace ends.
        }
    }

    private static void describe(Response response) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        // nginx would keep events back otherwise.
        response.getHeaders().put("X-Accel-Buffering", "no");
    }

    /** Returns when the bus is closed or the client has gone. */
    void writeTo(Response response) {
        describe(response);
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            out.write(":\n\n".getBytes(UTF_8));
            long written = System.nanoTime();
            while (!bus.isClosed()) {
                Duration silence = Duration.ofNanos(System.nanoTime() - written);
                TraceReader.Batch batch = reader.take(BATCH, KEEP_ALIVE.minus(silence));
                String text = text(batch);
                if (text.isEmpty() && System.nanoTime() - written >= KEEP_ALIVE.toNanos()) {
                    text = ":\n\n";
                }
                if (!text.isEmpty()) {
                    out.write(text.getBytes(UTF_8));
                    written = System.nanoTime();
                }
            }
        } catch (IOException _) {
            // The client has gone, which is how a trace ends.
        }
    }

    private String text(TraceReader.Batch batch) {
        StringBuilder text = new StringBuilder();
        if (batch.lost() > 0) {
            append(text, lost(batch.lost()));
        }
        batch.events().stream().filter(this::isWanted).forEach(event -> append(text, event));
        return text.toString();
    }

    private boolean isWanted(TraceEvent event) {
        return channelId.isEmpty() || channelId.equals(event.channelId());
    }

    private TraceEvent lost(long count) {
        return TraceEvent.system(
                System.currentTimeMillis(),
                channelId,
                Optional.empty(),
                "TRACE_LOST",
                count + " events came faster than you read them");
    }

    /** JSON escapes line ends, so that an event is always one line. */
    private static void append(StringBuilder text, TraceEvent event) {
        text.append("data: ").append(TraceJson.of(event)).append("\n\n");
    }
}
