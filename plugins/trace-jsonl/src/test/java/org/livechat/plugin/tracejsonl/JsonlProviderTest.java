package org.livechat.plugin.tracejsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.metrics.FloorTimes;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricRegistry;
import org.livechat.api.metrics.MetricSource;
import org.livechat.api.part.PartContext;
import org.livechat.api.part.PartFailed;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;

/** The part as the server makes, starts and closes it, with its thread. */
@Timeout(60)
class JsonlProviderTest {
    @TempDir
    private Path data;

    private final List<Metric> metrics = new ArrayList<>();

    private TraceSink made(Map<String, String> said) {
        var provider = new JsonlProvider();
        Settings settings = Settings.of(provider.settings(), said);
        return provider.create(new PartContext() {
            @Override
            public Settings settings() {
                return settings;
            }

            @Override
            public Path resolve(String file) {
                return data.resolve(file);
            }

            @Override
            public Path dataFolder() {
                return data;
            }

            @Override
            public MetricRegistry metrics() {
                return new MetricRegistry() {
                    @Override
                    public void add(MetricSource source) {
                        metrics.addAll(source.metrics());
                    }

                    @Override
                    public void follow(Consumer<Metric> reader) {}

                    @Override
                    public void followFloors(FloorTimes listener) {}
                };
            }
        });
    }

    private Map<String, Double> figures() {
        return metrics.stream()
                .collect(Collectors.toMap(
                        Metric::name,
                        metric -> metric.value().getAsDouble(),
                        (one, other) -> other,
                        LinkedHashMap::new));
    }

    @Test
    void what_was_published_before_the_start_and_until_the_end_is_in_the_data_folder() {
        TraceSink sink = made(Map.of());
        try (sink) {
            assertThat(sink.isActive()).isTrue();
            sink.publish(Events.numbered(0));
            sink.start();
            sink.publish(Events.numbered(1));
        }
        assertThat(sink.isActive()).isFalse();
        sink.publish(Events.numbered(2));
        assertThat(Events.summaries(data.resolve("trace"))).containsExactly("number 0", "number 1");
        assertThat(figures())
                .containsEntry("trace.jsonl.written", 2.0)
                .containsEntry("trace.jsonl.lost", 0.0)
                .containsEntry("trace.jsonl.failures", 0.0)
                .hasEntrySatisfying(
                        "trace.jsonl.bytes", bytes -> assertThat(bytes).isGreaterThan(200));
    }

    @Test
    void an_event_is_in_the_file_when_the_flush_is_due_though_nothing_follows() throws Exception {
        try (TraceSink sink = made(Map.of("flush", "20ms"))) {
            sink.start();
            for (int number = 0; number < 3; number++) {
                sink.publish(Events.numbered(number));
                while (Events.summaries(data.resolve("trace")).size() <= number) {
                    Thread.sleep(1);
                }
            }
        }
    }

    @Test
    void channels_choose_and_then_events_about_none_are_left_out() {
        try (TraceSink sink = made(Map.of("channels", "FIRE, POLICE_*"))) {
            sink.start();
            for (String channel : List.of("FIRE", "FIRE_2", "POLICE_1", "OTHER")) {
                sink.publish(Events.of("ann", channel, channel));
            }
            sink.publish(TraceEvent.system(0, Optional.empty(), Optional.empty(), "PLUGIN_LOADED", "x"));
        }
        assertThat(Events.summaries(data.resolve("trace"))).containsExactly("FIRE", "POLICE_1");
    }

    @Test
    void a_storm_of_events_is_written_or_counted_in_bounded_files() throws Exception {
        int all = 200_000;
        try (TraceSink sink = made(Map.of("file_bytes", "64KiB", "files", "3", "folder", "storm"))) {
            sink.start();
            List<Thread> publishers = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                publishers.add(Thread.ofPlatform().start(() -> {
                    for (int number = 0; number < all / 4; number++) {
                        sink.publish(Events.numbered(number));
                    }
                }));
            }
            for (Thread publisher : publishers) {
                publisher.join();
            }
        }
        Path folder = data.resolve("storm");
        assertThat(Events.files(folder)).hasSizeLessThanOrEqualTo(3);
        long bytes = 0;
        for (Path file : Events.files(folder)) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isLessThanOrEqualTo(3 * 64 * 1024);
        assertThat(Events.lines(folder)).isNotEmpty();
        assertThat(figures().get("trace.jsonl.written") + figures().get("trace.jsonl.lost"))
                .isEqualTo(all);
    }

    @Test
    void a_folder_that_cannot_be_written_is_a_sentence_at_the_start() throws IOException {
        Files.writeString(data.resolve("trace"), "in the way");
        try (TraceSink sink = made(Map.of())) {
            assertThatThrownBy(sink::start)
                    .isInstanceOf(PartFailed.class)
                    .hasMessageStartingWith("the trace cannot be written: ")
                    .hasMessageContaining(data.resolve("trace").toString())
                    .hasMessageEndingWith("; trace-jsonl.folder has to be a folder that the server may write to");
        }
    }

    @Test
    void settings_that_mean_nothing_are_refused() {
        assertThatThrownBy(() -> made(Map.of("file_bytes", "1KiB")))
                .isInstanceOf(SettingRefused.class)
                .hasMessage(
                        "file_bytes is '1KiB', but has to be a size such as 2048B, 256KiB or 4MiB, from 64KiB to 1024MiB");
        assertThatThrownBy(() -> made(Map.of("flush", "2h")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageEndingWith(", from 1ms to 1m");
        assertThatThrownBy(() -> made(Map.of("files", "1"))).isInstanceOf(SettingRefused.class);
        assertThatThrownBy(() -> made(Map.of("channels", "A*B")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("A*B");
    }
}
