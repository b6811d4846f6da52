package org.livechat.store;

import java.time.Duration;
import java.util.List;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoreContext;
import org.livechat.api.store.StoreProvider;

/** Makes the store in {@code store/livechat.db} of the data folder. */
public final class SqliteStoreProvider implements StoreProvider {
    private static final Setting<Integer> MESSAGES = Setting.integer(
            "messages_per_channel", 1000, 0, 1_000_000, "The most messages that are kept of a channel; 0: none.");
    private static final Setting<Integer> BURSTS = Setting.integer(
            "bursts_per_channel", 1000, 0, 1_000_000, "The most bursts that are kept of a channel; 0: none.");
    private static final Setting<Duration> AGE = Setting.duration(
            "age",
            Duration.ofDays(30),
            Duration.ofMinutes(1),
            Duration.ofDays(3650),
            "Messages and bursts that are older are deleted.");
    private static final Setting<Integer> FILE_MIB = Setting.integer(
            "file_mib",
            1024,
            1,
            1_048_576,
            "How large the file may be, in MiB; then the oldest messages and bursts are deleted, and rows of the register of"
                    + " recordings where that takes more than half of it.");
    private static final Setting<Integer> REGISTER_ROWS = Setting.integer(
            "register_rows",
            500_000,
            100,
            100_000_000,
            "The most rows of the register of recordings; then the oldest go.");
    private static final Setting<Integer> QUEUE_ENTRIES =
            Setting.integer("queue_entries", 20_000, 100, 1_000_000, "The most changes that may wait for the disk.");
    private static final Setting<Integer> QUEUE_BYTES = Setting.bytes(
            "queue_bytes",
            16 * 1024 * 1024,
            1024 * 1024,
            1024 * 1024 * 1024,
            "The same in bytes, within an eighth of the heap.");
    private static final Setting<Duration> PATIENCE = Setting.duration(
            "patience",
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofMinutes(1),
            "How long a request waits for the disk, before it is answered without.");
    private static final Setting<Integer> BACKUPS =
            Setting.integer("backups", 8, 1, 1000, "The most files that lcadmin backup lets there be in data/backups.");

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public String section() {
        return "store";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(MESSAGES, BURSTS, AGE, FILE_MIB, REGISTER_ROWS, QUEUE_ENTRIES, QUEUE_BYTES, PATIENCE, BACKUPS);
    }

    @Override
    public Store create(StoreContext context) {
        var store = new SqliteStore(context.dataFolder(), settings(context.settings()), context.trace());
        context.metrics().add(store);
        return store;
    }

    private static StoreSettings settings(Settings said) {
        return new StoreSettings(
                said.get(MESSAGES),
                said.get(BURSTS),
                said.get(AGE),
                said.get(FILE_MIB),
                said.get(REGISTER_ROWS),
                said.get(QUEUE_ENTRIES),
                (int) Math.min(said.get(QUEUE_BYTES), Runtime.getRuntime().maxMemory() / 8),
                said.get(PATIENCE),
                said.get(BACKUPS));
    }

    /** With the defaults, for tests. */
    static StoreSettings defaults() {
        return settings(Settings.of(new SqliteStoreProvider().settings(), java.util.Map.of()));
    }
}
