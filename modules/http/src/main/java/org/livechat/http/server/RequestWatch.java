package org.livechat.http.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes a connection that does not send its first request in time, or that sends one a byte at a time. The idle timeout starts anew with
 * every byte, so it alone would let a peer send one request for days. Looks again and again until the connection ends or becomes another
 * one, such as a WebSocket. One look at a time.
 */
final class RequestWatch implements Runnable {
    private final EndPoint endPoint;
    private final Scheduler scheduler;
    private final Duration longest;
    private long requests;
    private long bytes;
    private boolean coming;

    /** @param longest how long a request may take to come; one that has begun has up to three times as long */
    RequestWatch(EndPoint endPoint, Scheduler scheduler, Duration longest) {
        this.endPoint = endPoint;
        this.scheduler = scheduler;
        this.longest = longest;
    }

    void begin() {
        scheduler.schedule(this, longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        if (endPoint.getConnection() instanceof FirstBytes) {
            endPoint.close();
        } else if (endPoint.isOpen()) {
            http().ifPresent(this::look);
        }
    }

    private void look(Connection http) {
        boolean before = coming;
        coming = http.getBytesIn() != bytes && http.getMessagesIn() == requests;
        bytes = http.getBytesIn();
        requests = http.getMessagesIn();
        if (requests == 0 || (coming && before)) {
            endPoint.close();
        } else {
            begin();
        }
    }

    private Optional<Connection> http() {
        Connection connection = endPoint.getConnection();
        if (connection instanceof SslConnection tls) {
            connection = tls.getSslEndPoint().getConnection();
        }
        return connection instanceof ConnectionMetaData ? Optional.of(connection) : Optional.empty();
    }
}
