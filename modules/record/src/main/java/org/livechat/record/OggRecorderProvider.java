package org.livechat.record;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;
import org.livechat.api.recording.Recorder;
import org.livechat.api.recording.RecorderContext;
import org.livechat.api.recording.RecorderProvider;

/** Makes the recorder that writes Ogg Opus below {@code recordings} of the data folder. */
public final class OggRecorderProvider implements RecorderProvider {
    private static final Setting<Integer> RING = Setting.bytes(
            "ring_bytes",
            4 * 1024 * 1024,
            64 * 1024,
            256 * 1024 * 1024,
            "Packets that wait to be written; what finds no room is not recorded.");
    private static final Setting<Duration> AGE = Setting.duration(
            "age",
            Duration.ofDays(30),
            Duration.ofMinutes(1),
            Duration.ofDays(3650),
            "Recordings that are older are deleted.");
    private static final Setting<Integer> CHANNEL_MIB = Setting.integer(
            "channel_mib",
            1024,
            1,
            1_048_576,
            "How much the recordings of a channel may take, in MiB; then the oldest are deleted.");
    private static final Setting<Integer> TOTAL_MIB = Setting.integer(
            "total_mib",
            10_240,
            1,
            10_485_760,
            "How much all recordings may take, in MiB; then the oldest are deleted.");
    private static final Setting<Duration> REGISTER_AGE = Setting.duration(
            "register_age",
            Duration.ofDays(365),
            Duration.ofDays(1),
            Duration.ofDays(36_500),
            "Rows of the register of recordings that are older go.");

    @Override
    public String name() {
        return "ogg";
    }

    @Override
    public String section() {
        return "recorder";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(RING, AGE, CHANNEL_MIB, TOTAL_MIB, REGISTER_AGE);
    }

    @Override
    public Recorder create(RecorderContext context) {
        var recorder = new OggRecorder(
                context.dataFolder().resolve("recordings"),
                settings(context.settings()),
                context.store(),
                context.trace());
        context.metrics().add(recorder);
        context.watchdog().watch(recorder);
        return recorder;
    }

    private static RecorderSettings settings(Settings said) {
        if (said.get(REGISTER_AGE).compareTo(said.get(AGE)) < 0) {
            throw said.refuse(
                    REGISTER_AGE,
                    "has to be recorder.age at least: each recording that is kept has its row in the register");
        }
        return new RecorderSettings(
                said.get(RING), said.get(AGE), said.get(CHANNEL_MIB), said.get(TOTAL_MIB), said.get(REGISTER_AGE));
    }

    /** With the defaults but for these, for tests. */
    static RecorderSettings defaults(Map<String, String> others) {
        return settings(Settings.of(new OggRecorderProvider().settings(), others));
    }
}
