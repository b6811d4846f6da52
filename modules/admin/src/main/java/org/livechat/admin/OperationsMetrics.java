package org.livechat.admin;

import java.util.List;
import org.livechat.api.control.ChannelStatus;
import org.livechat.api.control.FloorStatus;
import org.livechat.api.control.Operations;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricSource;

/** The figures of the control plane. */
public final class OperationsMetrics implements MetricSource {
    private final Operations operations;

    public OperationsMetrics(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.gauge(
                        "sessions",
                        "Users that are online",
                        () -> operations.status().users()),
                Metric.gauge(
                        "channels",
                        "Channels there are",
                        () -> operations.status().channels()),
                Metric.gauge(
                        "peers",
                        "Media endpoints there are",
                        () -> operations.status().peers()),
                Metric.gauge(
                        "floors.taken",
                        "Channels in which somebody talks",
                        () -> operations.status().takenFloors()),
                Metric.gauge("floor.queued", "Users who wait for a floor", this::queued));
    }

    private double queued() {
        return operations.channelStatuses().stream()
                .map(ChannelStatus::floor)
                .flatMap(floor -> floor.stream())
                .map(FloorStatus::queue)
                .mapToInt(List::size)
                .sum();
    }
}
