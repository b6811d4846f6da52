package org.livechat.plugin.tracejsonl;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.livechat.api.ChannelSet;
import org.livechat.api.metrics.Metric;
import org.livechat.api.part.PartContext;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;
import org.livechat.api.trace.TraceSink;
import org.livechat.api.trace.TraceSinkProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the sink that writes files. */
public final class JsonlProvider implements TraceSinkProvider {
    private static final Logger log = LoggerFactory.getLogger(JsonlProvider.class);

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int LEAST_FILE_BYTES = 64 * 1024;
    private static final int MOST_FILE_BYTES = 1024 * MEBIBYTE;
    private static final int EVENTS_WAITING = 8192;

    private static final Setting<String> FOLDER =
            Setting.text("folder", "trace", "Where the files are; a relative one is taken from the data folder.");
    private static final Setting<Integer> FILE_BYTES =
            Setting.bytes("file_bytes", 16 * MEBIBYTE, LEAST_FILE_BYTES, MOST_FILE_BYTES, "The most in one file.");
    private static final Setting<Integer> FILES = Setting.integer(
            "files", 8, 2, 10_000, "How many files are kept: file_bytes times files is the most on disk.");
    private static final Setting<List<String>> CHANNELS = Setting.texts(
            "channels",
            List.of(),
            "ids of channels, or beginnings of ids that end in *",
            text -> !text.isEmpty() && !text.substring(0, text.length() - 1).contains("*"),
            "Whose events are written, by id or by its beginning and *; empty: all, and those about no channel too.");
    private static final Setting<Duration> FLUSH = Setting.duration(
            "flush",
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Duration.ofMinutes(1),
            "How long events may wait for others to be written with them.");

    @Override
    public String name() {
        return "trace-jsonl";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(FOLDER, FILE_BYTES, FILES, CHANNELS, FLUSH);
    }

    @Override
    public TraceSink create(PartContext context) {
        Settings said = context.settings();
        Path folder = context.dataFolder().resolve(said.get(FOLDER)).toAbsolutePath();
        var ring = new EventRing(EVENTS_WAITING);
        var clock = InstantSource.system();
        var files = new TraceFiles(folder, said.get(FILE_BYTES), said.get(FILES), clock, FileNames::make);
        var writer = new LineWriter(ring, files, said.get(FLUSH), clock, log::error);
        context.metrics()
                .add(() -> List.of(
                        Metric.counter("trace.jsonl.written", "Events in files of the trace.", writer::written),
                        Metric.counter(
                                "trace.jsonl.lost", "Events that came faster than they could be written.", ring::lost),
                        Metric.counter("trace.jsonl.bytes", "Bytes in files of the trace.", writer::bytes),
                        Metric.counter(
                                "trace.jsonl.failures",
                                "Times that the trace could not be written.",
                                writer::failures)));
        return new JsonlSink(ring, files, writer, channels(said.get(CHANNELS)));
    }

    private static ChannelSet channels(List<String> patterns) {
        return patterns.isEmpty() ? ChannelSet.all() : new ChannelSet(Set.copyOf(patterns));
    }
}
