package org.livechat.tools;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Reads Server-Sent Events (HTML Living Standard 9.2), of which the server says no more than it has to: an id, a line of data, and
 * comments as signs of life. A way that has died is silent for ever, so one that gives no sign of life for too long is given up.
 */
final class EventStream {
    private static final String DATA = "data: ";
    private static final String ID = "id: ";

    private final Duration patience;
    private Optional<String> seen = Optional.empty();
    private volatile long heardNanos;

    /** How a stream ended. */
    enum End {
        CLOSED,
        SILENT
    }

    /** @param patience the longest silence of a stream that lives */
    EventStream(Duration patience) {
        this.patience = patience;
    }

    /** The id of the last event of all streams so far. */
    Optional<String> seen() {
        return seen;
    }

    /** Gives the data of each event to {@code show}, until the stream ends or is silent for too long. */
    End read(InputStream stream, Consumer<String> show) {
        heardNanos = System.nanoTime();
        Thread watch = Thread.ofVirtual().start(() -> closeWhenSilent(stream));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            Optional<String> id = seen;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heardNanos = System.nanoTime();
                if (line.startsWith(ID)) {
                    id = Optional.of(line.substring(ID.length()));
                } else if (line.startsWith(DATA)) {
                    show.accept(line.substring(DATA.length()));
                } else if (line.isEmpty()) {
                    // Not before its event is complete: half of one is sent again.
                    seen = id;
                }
            }
        } catch (IOException _) {
            // The server or the network went away in the middle of an event, which ends the stream like its end does.
        } finally {
            watch.interrupt();
        }
        return nanosLeft() <= 0 ? End.SILENT : End.CLOSED;
    }

    private void closeWhenSilent(InputStream stream) {
        while (nanosLeft() > 0) {
            LockSupport.parkNanos(this, nanosLeft());
            if (Thread.interrupted()) {
                return;
            }
        }
        try {
            stream.close();
        } catch (IOException _) {
            // It is given up in any case.
        }
    }

    private long nanosLeft() {
        return patience.toNanos() - (System.nanoTime() - heardNanos);
    }
}
