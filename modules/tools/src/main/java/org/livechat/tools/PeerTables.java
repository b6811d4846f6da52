package org.livechat.tools;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Media endpoints as tables, and how well each of them does. */
final class PeerTables {
    private static final String UNKNOWN = "-";

    private PeerTables() {}

    /** All of them, a line each. */
    static void list(JsonNode peers, Screen screen) {
        Table table = new Table(
                "UFRAG",
                "USER",
                "CHANNEL",
                "ADDRESS",
                "OVER",
                "IDLE",
                "SRTP",
                "RTT",
                "LOSS",
                "TAKES",
                "QUEUE",
                "PICTURES");
        peers.forEach(peer -> {
            JsonNode quality = peer.path("quality");
            table.row(List.of(
                    AdminTables.text(peer, "ufrag"),
                    AdminTables.text(peer, "user_id"),
                    AdminTables.text(peer, "channel_id"),
                    AdminTables.text(peer, "address"),
                    AdminTables.text(peer, "over"),
                    idle(peer.path("idle_secs")),
                    peer.path("srtp_ready").asBoolean(false) ? "ready" : "waiting",
                    millis(quality.path("round_trip_ms")),
                    percent(quality.path("loss")),
                    kilobits(quality.path("estimate_bps")),
                    millis(quality.path("queue_ms")),
                    pictures(quality)));
        });
        table.print(screen);
    }

    private static String idle(JsonNode seconds) {
        return seconds.isNumber() ? AdminTables.length(seconds.longValue()) : "never seen";
    }

    /** One of them: a line a key, and below it what it is sent. */
    static void detail(JsonNode peer, Screen screen) {
        ObjectNode lines = peer.asObject().deepCopy();
        JsonNode quality = lines.remove("quality");
        if (quality == null || quality.isNull()) {
            AdminTables.detail(lines, screen);
            return;
        }
        lines.put("round_trip", millis(quality.path("round_trip_ms")))
                .put("loss", percent(quality.path("loss")))
                .put("takes", kilobits(quality.path("estimate_bps")))
                .put("queue", millis(quality.path("queue_ms")))
                .put("pictures", quality.path("pictures_paused").asBoolean(false) ? "paused" : "not paused")
                .put(
                        "sent",
                        "%s packets, %s again"
                                .formatted(
                                        AdminTables.text(quality, "sent_packets"),
                                        AdminTables.text(quality, "resent_packets")))
                .put(
                        "received",
                        "%s packets, %s lost, %s recovered"
                                .formatted(
                                        AdminTables.text(quality, "received_packets"),
                                        AdminTables.text(quality, "lost_packets"),
                                        AdminTables.text(quality, "recovered_packets")))
                .put("measured", AdminTables.length(quality.path("age_secs").asLong(0)) + " ago");
        AdminTables.detail(lines, screen);
        screen.line("");
        slots(quality.path("slots"), screen);
    }

    private static void slots(JsonNode slots, Screen screen) {
        Table table = new Table("SLOT", "KIND", "OF", "HEIGHT", "BRINGS", "STATE");
        slots.forEach(slot -> table.row(List.of(
                AdminTables.text(slot, "mid"),
                AdminTables.text(slot, "kind"),
                AdminTables.text(slot, "user_id"),
                height(slot),
                slot.path("bps").asLong(0) > 0 ? kilobits(slot.path("bps")) : UNKNOWN,
                slot.path("paused").asBoolean(false) ? "paused" : "on")));
        table.print(screen);
    }

    private static String pictures(JsonNode quality) {
        if (quality.path("pictures_paused").asBoolean(false)) {
            return "paused";
        }
        String each = quality.path("slots")
                .valueStream()
                .filter(slot -> AdminTables.text(slot, "kind").equals("video"))
                .map(slot -> slot.path("paused").asBoolean(false) ? "paused" : height(slot))
                .collect(Collectors.joining(" "));
        return each.isEmpty() ? UNKNOWN : each;
    }

    private static String height(JsonNode slot) {
        long height = slot.path("height").asLong(0);
        return height > 0 ? height + "p" : UNKNOWN;
    }

    private static String millis(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f ms", value.asDouble()) : UNKNOWN;
    }

    private static String percent(JsonNode share) {
        return share.isNumber() ? String.format(Locale.ROOT, "%.1f %%", 100 * share.asDouble()) : UNKNOWN;
    }

    private static String kilobits(JsonNode bits) {
        return bits.isNumber() ? Math.round(bits.asDouble() / 1000) + " kbit/s" : UNKNOWN;
    }
}
