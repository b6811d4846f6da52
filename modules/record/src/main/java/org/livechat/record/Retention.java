package org.livechat.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.livechat.api.store.Change;
import org.livechat.api.store.Store;

/** Deletes recordings that are too old or too many; that each was is noted in the register first. One thread. */
final class Retention {
    private static final long MIB = 1024 * 1024;

    private final Path root;
    private final RecorderSettings settings;
    private final Store store;

    Retention(Path root, RecorderSettings settings, Store store) {
        this.root = root;
        this.settings = settings;
        this.store = store;
    }

    void tidy(Instant now) throws IOException {
        store.keep(
                new Change.RecordingsForgotten(now.minus(settings.registerAge()).toEpochMilli()));
        List<Path> finished =
                Folders.files(root).stream().filter(RecordingIds::isFinished).toList();
        Instant oldest = now.minus(settings.age());
        Set<Path> gone = new HashSet<>();
        for (Path file : finished) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)
                    && delete(file, "older than recorder.age")) {
                gone.add(file);
            }
        }
        Map<Path, Long> channels = new HashMap<>();
        long all = 0;
        // The latest ones first: what is beyond the bound is old.
        for (Path file : finished.reversed()) {
            if (gone.contains(file)) {
                continue;
            }
            long size = Files.size(file);
            long ofChannel = channels.merge(file.getParent(), size, Long::sum);
            all += size;
            if (ofChannel > settings.channelMib() * MIB) {
                delete(file, "more than recorder.channel_mib");
            } else if (all > settings.totalMib() * MIB) {
                delete(file, "more than recorder.total_mib");
            }
        }
    }

    private boolean delete(Path file, String reason) throws IOException {
        if (!store.keep(new Change.RecordingDeleted(RecordingIds.idOf(file), reason))
                .await()) {
            return false;
        }
        Files.deleteIfExists(file);
        return true;
    }
}
