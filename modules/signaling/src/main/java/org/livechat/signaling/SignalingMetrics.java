package org.livechat.signaling;

import java.util.List;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricSource;

/** The gateway's counters as figures. */
public final class SignalingMetrics implements MetricSource {
    private final SignalingGateway gateway;
    private final SignalingCounters counters;

    public SignalingMetrics(SignalingGateway gateway) {
        this.gateway = gateway;
        this.counters = gateway.counters();
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.gauge("signaling.connections", "WebSockets that are open", counters::open),
                Metric.counter("signaling.opened", "WebSockets that were opened", counters::opened),
                Metric.counter("signaling.packets.in", "Packets from clients", counters::packetsIn),
                Metric.counter("signaling.packets.out", "Packets to clients", counters::packetsOut),
                Metric.counter("signaling.bad.packets", "Packets that were none", counters::badPackets),
                Metric.counter("signaling.rate.limited", "Packets over a connection's rate", counters::rateLimited),
                Metric.counter("signaling.refused.tokens", "Wrong tokens", counters::refusedTokens),
                Metric.counter(
                        "signaling.locked.out",
                        "Tokens that were not looked at, since too many wrong ones came from their network",
                        counters::lockedOut),
                Metric.counter(
                        "signaling.overflows", "Clients cut because too much waited for them", counters::overflows),
                Metric.counter(
                        "signaling.unread", "Clients cut because they took nothing for too long", counters::unread),
                Metric.gauge("signaling.waiting.bytes", "Bytes that wait to be read by clients", gateway::waitingBytes),
                Metric.gauge(
                        "signaling.unfinished.bytes",
                        "Bytes of clients' messages that have come in part",
                        gateway::unfinishedBytes),
                Metric.counter(
                        "signaling.unfinished",
                        "Clients cut because they had sent most of too many messages in part",
                        counters::unfinished),
                Metric.counter(
                        "signaling.refused.upgrades",
                        "WebSockets that were refused for want of an IDENTIFY",
                        counters::refusedUpgrades),
                Metric.counter(
                        "signaling.identify.timeouts", "Clients that never identified", counters::identifyTimeouts),
                Metric.counter("signaling.resumed", "Sessions that went on over another connection", counters::resumed),
                Metric.counter(
                        "signaling.not.resumed", "Sessions that were to go on and could not", counters::notResumed),
                Metric.counter(
                        "signaling.unawaited",
                        "Sessions that ended with their connections, since too many of their network waited",
                        counters::unawaited),
                Metric.gauge("signaling.away", "Sessions whose client has no connection now", gateway::away),
                Metric.gauge(
                        "signaling.kept.bytes", "Bytes kept for clients that may have lost them", gateway::keptBytes),
                Metric.counter("signaling.internal.errors", "Requests that failed by a bug", counters::internalErrors));
    }
}
