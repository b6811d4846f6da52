package org.livechat.core.quality;

import java.util.Map;
import java.util.Optional;
import org.livechat.api.metrics.Histogram;

/**
 * A key figure of 3GPP TS 22.179 6.15, as far as the server can know it. All are lengths of time. What clients add, from the button
 * to the server and from the server to the ear, is in none but {@link #MOUTH_TO_EAR}, which has half of it.
 */
public enum Kpi {
    /**
     * KPI 1 (6.15.3): from a floor request's arrival at the control plane until its gateway has FLOOR_GRANTED. Only of requests
     * that are granted at once: who waits in the queue waits for people.
     */
    GRANT(Family.ACCESS, Optional.of("grant")),

    /** What follows KPI 1: from there until the first media packet of the burst has come to the server. */
    MEDIA(Family.ACCESS, Optional.of("media")),

    /**
     * KPI 3 (6.15.3): half the talker's round trip, the time in the server, and half the listener's. Neither capture, encoder,
     * jitter buffer nor playout are in it.
     */
    MOUTH_TO_EAR(Family.MOUTH_TO_EAR, Optional.empty()),

    /**
     * KPI 4 (6.15.4): from a CHANNEL_JOIN while somebody talks until the first media packet is sent on to the one who came. ICE
     * and DTLS are in it, which KPI 4 takes for done.
     */
    LATE_ENTRY(Family.LATE_ENTRY, Optional.empty());

    /** Figures that are shown under one name. */
    public enum Family {
        ACCESS(
                "channel.access.seconds",
                "KPI 1 of TS 22.179: from a floor request to its grant, and from that to the first media packet"),
        MOUTH_TO_EAR(
                "channel.mouth.to.ear.seconds",
                "KPI 3 of TS 22.179 without the clients: half of both round trips and the time in the server"),
        LATE_ENTRY(
                "channel.late.entry.seconds",
                "KPI 4 of TS 22.179: from a join while somebody talks to the first media packet sent on");

        private final String metric;
        private final String description;

        Family(String metric, String description) {
            this.metric = metric;
            this.description = description;
        }

        /** The name of its histograms. */
        public String metric() {
            return metric;
        }

        public String description() {
            return description;
        }

        Histogram histogram() {
            return switch (this) {
                // Each has the goal of its figure among its bounds: 300 ms, and 150 and 350 ms.
                case ACCESS, MOUTH_TO_EAR -> new Histogram(0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2);
                case LATE_ENTRY -> new Histogram(0.05, 0.1, 0.15, 0.25, 0.35, 0.5, 0.75, 1, 2, 5);
            };
        }
    }

    private final Family family;
    private final Optional<String> stage;

    Kpi(Family family, Optional<String> stage) {
        this.family = family;
        this.stage = stage;
    }

    Family family() {
        return family;
    }

    /** What tells a channel's histogram of this figure from all others of its name. */
    Map<String, String> labels(String channel) {
        return stage.map(which -> Map.of("channel", channel, "stage", which)).orElse(Map.of("channel", channel));
    }
}
