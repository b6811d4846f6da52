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
    /** More than a publisher takes from an event's number to its place. */
    private static final Duration TO_BE_WRITTEN = Duration.ofSeconds(1);

    private static final int BATCH = 64;

    private final TraceReader reader;
    private final TraceBus bus;
    private final TracePlace place;
    private final Optional<String> channelId;

    /** @param channelId shows what is about this channel alone */
    TraceStream(TraceReader reader, TraceBus bus, TracePlace place, Optional<String> channelId) {
        this.reader = reader;
        this.bus = bus;
        this.place = place;
        this.channelId = channelId;
    }

    /**
     * Writes what has happened already, and returns.
     *
     * @param missed what the client is told first that it cannot get
     * @param end the number of the event before which it ends
     */
    void writePast(Response response, Optional<String> missed, long end) {
        describe(response);
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            if (missed.isPresent()) {
                StringBuilder begin = new StringBuilder();
                append(begin, lost(missed.get()));
                out.write(begin.toString().getBytes(UTF_8));
            }
            while (reader.next() < end) {
                TraceReader.Batch batch = reader.take((int) Math.min(BATCH, end - reader.next()), TO_BE_WRITTEN);
                if (batch.lost() == 0 && batch.events().isEmpty()) {
                    break;
                }
                out.write(text(batch).getBytes(UTF_8));
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

    /**
     * Returns when the bus is closed or the client has gone.
     *
     * @param missed what the client is told first that it cannot get
     */
    void writeTo(Response response, Optional<String> missed) {
        describe(response);
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            StringBuilder begin = new StringBuilder(signOfLife());
            missed.ifPresent(words -> append(begin, lost(words)));
            out.write(begin.toString().getBytes(UTF_8));
            long written = System.nanoTime();
            while (!bus.isClosed()) {
                Duration silence = Duration.ofNanos(System.nanoTime() - written);
                TraceReader.Batch batch = reader.take(BATCH, KEEP_ALIVE.minus(silence));
                String text = text(batch);
                if (text.isEmpty() && System.nanoTime() - written >= KEEP_ALIVE.toNanos()) {
                    text = signOfLife();
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

    /** Shows that the way is there, and where the reader is, though nothing that it wants has come. */
    private String signOfLife() {
        return ":\nid: " + place.id(reader.next()) + "\n\n";
    }

    private String text(TraceReader.Batch batch) {
        StringBuilder text = new StringBuilder();
        if (batch.lost() > 0) {
            append(
                    text,
                    lost(batch.lost()
                            + " events are lost: they came faster than you read them, or while you were away"));
        }
        for (TraceBus.Numbered next : batch.events()) {
            if (isWanted(next.event())) {
                text.append("id: ").append(place.id(next.number() + 1)).append('\n');
                append(text, next.event());
            }
        }
        return text.toString();
    }

    private boolean isWanted(TraceEvent event) {
        return channelId.isEmpty() || channelId.equals(event.channelId());
    }

    private TraceEvent lost(String words) {
        return TraceEvent.system(System.currentTimeMillis(), channelId, Optional.empty(), "TRACE_LOST", words);
    }

    /** JSON escapes line ends, so that an event is always one line. */
    private static void append(StringBuilder text, TraceEvent event) {
        text.append("data: ").append(TraceJson.of(event)).append("\n\n");
    }
}
