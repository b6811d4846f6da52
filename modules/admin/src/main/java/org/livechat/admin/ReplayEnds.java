package org.livechat.admin;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricSource;
import org.livechat.http.AnswerEnd;

/**
 * Gives each answer an end. A file goes out piece by piece, and who reads each piece just in time for the web server's own patience would keep a
 * place for hours. Thread-safe.
 */
final class ReplayEnds implements MetricSource {
    private final Duration patience;
    private final int slowestRate;
    private final LongAdder cut = new LongAdder();

    /**
     * @param patience how long an answer may take, whatever its length
     * @param slowestRate bytes a second: a longer one has a second more for each so many
     */
    ReplayEnds(Duration patience, int slowestRate) {
        this.patience = patience;
        this.slowestRate = slowestRate;
    }

    /**
     * Closes the connection of an answer that takes too long, from now on.
     *
     * @param bytes of the answer
     * @return is to be completed with the answer, and completes the other one then
     */
    Callback bound(Request request, long bytes, Callback callback) {
        Duration time = AnswerEnd.time(patience, bytes, slowestRate);
        AnswerEnd end = AnswerEnd.closing(request, time, "the client reads a recording too slowly", cut::increment);
        return Callback.from(end::done, callback);
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.counter("replay.cut", "Connections closed because a recording was not read in time", cut::sum));
    }
}
