package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.livechat.api.FloorIndicator;
import org.livechat.api.metrics.FloorTimes;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricRegistry;
import org.livechat.api.metrics.MetricSource;
import org.livechat.api.part.Settings;
import org.livechat.api.recording.BurstTape;
import org.livechat.api.recording.Recorder;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.RecordingQuery;
import org.livechat.api.store.RecordingRow;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoreContext;
import org.livechat.api.trace.TraceSink;
import org.livechat.store.SqliteStoreProvider;

/** A recorder and its store on a folder, as a server has them. */
final class Workshop implements AutoCloseable {
    static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    static final int FRAME = 960;

    final Path data;
    final Store store;
    final OggRecorder recorder;

    Workshop(Path data, Map<String, String> settings) {
        this.data = data;
        this.store = new SqliteStoreProvider().create(new StoreSurroundings(data));
        this.recorder = new OggRecorder(
                data.resolve("recordings"), OggRecorderProvider.defaults(settings), store, TraceSink.none());
        store.remembered();
        store.start();
        recorder.start();
    }

    /** Says these packets, one each 20 ms; null: it was lost, or nothing was said. */
    void say(String user, List<byte[]> packets) {
        BurstTape tape = recorder.begin(new Recorder.Talk("CH_0001", user, FloorIndicator.EMERGENCY));
        feed(tape, packets, System.nanoTime() - packets.size() * FRAME_NANOS);
        tape.end();
    }

    static void feed(BurstTape tape, List<byte[]> packets, long beganNanos) {
        for (int i = 0; i < packets.size(); i++) {
            byte[] packet = packets.get(i);
            if (packet.length > 0) {
                tape.packet(
                        "opus",
                        7,
                        i & 0xFFFF,
                        1_000_000 + i * FRAME,
                        packet,
                        0,
                        packet.length,
                        beganNanos + i * FRAME_NANOS);
            }
        }
    }

    List<RecordingRow> rows() {
        return store.recordings(new RecordingQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        new PageRequest(OptionalLong.empty(), 100)))
                .entries();
    }

    double figure(String name) {
        return recorder.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsDouble();
    }

    /** The store, where this happens right after that method has answered. */
    Store storeWhere(String method, Runnable happens) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, called, arguments) -> {
                    Object answer = called.invoke(store, arguments);
                    if (called.getName().equals(method)) {
                        happens.run();
                    }
                    return answer;
                });
    }

    /** The latest one, once there are so many. */
    RecordingRow await(int count) {
        await(() -> rows().size() >= count && rows().stream().allMatch(this::isDone));
        return rows().getFirst();
    }

    private boolean isDone(RecordingRow row) {
        return row.recording().file().isEmpty()
                || row.deletedAtMillis().isPresent()
                || recorder.file(row.recording().id()).isPresent();
    }

    static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    Path file(RecordingRow row) throws IOException {
        return recorder.file(row.recording().id()).orElseThrow(() -> new IOException("there is no file of " + row));
    }

    @Override
    public void close() {
        recorder.close();
        store.close();
    }

    private record StoreSurroundings(Path dataFolder) implements StoreContext {
        @Override
        public TraceSink trace() {
            return TraceSink.none();
        }

        @Override
        public Settings settings() {
            return Settings.of(new SqliteStoreProvider().settings(), Map.of());
        }

        @Override
        public Path resolve(String file) {
            return dataFolder.resolve(file);
        }

        @Override
        public MetricRegistry metrics() {
            return new MetricRegistry() {
                @Override
                public void add(MetricSource source) {}

                @Override
                public void follow(Consumer<Metric> reader) {}

                @Override
                public void followFloors(FloorTimes listener) {}
            };
        }
    }
}
