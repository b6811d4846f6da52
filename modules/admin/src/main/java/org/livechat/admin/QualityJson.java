package org.livechat.admin;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.livechat.api.media.PeerQuality;
import tools.jackson.core.JsonGenerator;

/** How media gets to and from an endpoint, as JSON. Lengths of time are ms to a tenth, shares are 0 to 1. */
final class QualityJson {
    private static final double NANOS_A_TENTH = 1e5;
    private static final double TEN = 10;
    private static final double THOUSAND = 1000;

    private QualityJson() {}

    /** Writes it as {@code quality}; null before it is known. */
    static void write(JsonGenerator json, Optional<PeerQuality> quality, long nowMillis) {
        json.writeName("quality");
        quality.ifPresentOrElse(known -> write(json, known, nowMillis), json::writeNull);
    }

    private static void write(JsonGenerator json, PeerQuality quality, long nowMillis) {
        json.writeStartObject();
        json.writeNumberProperty("age_secs", Math.max(0, nowMillis - quality.measuredMillis()) / 1000);
        number(json, "round_trip_ms", millis(quality.roundTrip()));
        number(
                json,
                "loss",
                quality.loss().isPresent()
                        ? OptionalDouble.of(Math.round(quality.loss().getAsDouble() * THOUSAND) / THOUSAND)
                        : OptionalDouble.empty());
        quality.bitsPerSecond()
                .ifPresentOrElse(
                        bits -> json.writeNumberProperty("estimate_bps", bits),
                        () -> json.writeNullProperty("estimate_bps"));
        number(json, "queue_ms", millis(quality.queue()));
        json.writeBooleanProperty("pictures_paused", quality.picturesPaused());
        json.writeNumberProperty("sent_packets", quality.sent().packets());
        json.writeNumberProperty("resent_packets", quality.sent().resent());
        json.writeNumberProperty("received_packets", quality.received().packets());
        json.writeNumberProperty("lost_packets", quality.received().lost());
        json.writeNumberProperty("recovered_packets", quality.received().recovered());
        json.writeName("slots");
        JsonText.writeArray(json, quality.slots(), QualityJson::slot);
        json.writeEndObject();
    }

    private static void slot(JsonGenerator json, PeerQuality.Slot slot) {
        json.writeStringProperty("mid", slot.mid());
        json.writeStringProperty("kind", slot.kind().wireName());
        json.writeStringProperty("user_id", slot.userId());
        json.writeNumberProperty("height", slot.height());
        json.writeNumberProperty("bps", slot.bitsPerSecond());
        json.writeBooleanProperty("paused", slot.paused());
    }

    private static OptionalDouble millis(Optional<Duration> time) {
        return time.isPresent()
                ? OptionalDouble.of(Math.round(time.get().toNanos() / NANOS_A_TENTH) / TEN)
                : OptionalDouble.empty();
    }

    private static void number(JsonGenerator json, String key, OptionalDouble value) {
        value.ifPresentOrElse(known -> json.writeNumberProperty(key, known), () -> json.writeNullProperty(key));
    }
}
