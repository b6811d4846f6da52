package org.livechat.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.livechat.api.store.Change;
import org.livechat.api.store.Store;

/** Deletes recordings that are too old or too many; that each was is noted in the register first. One thread. */
final class Retention {
    private static final long MIB = 1024 * 1024;
    /** What the smallest file takes on the disk. */
    private static final long BLOCK = 4096;

    private final Path root;
    private final RecorderSettings settings;
    private final Store store;

    Retention(Path root, RecorderSettings settings, Store store) {
        this.root = root;
        this.settings = settings;
        this.store = store;
    }

    /** @throws IOException also when the register takes nothing now: the next time goes on */
    void tidy(Instant now) throws IOException {
        List<Path> finished =
                Folders.files(root).stream().filter(RecordingIds::isFinished).toList();
        Instant oldest = now.minus(settings.age());
        Map<Path, Long> channels = new HashMap<>();
        long all = 0;
        // The latest ones first: what is beyond the bound is old.
        for (Path file : finished.reversed()) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                delete(file, "older than recorder.age");
                continue;
            }
            long size = Math.max(Files.size(file), BLOCK);
            long ofChannel = channels.getOrDefault(file.getParent(), 0L) + size;
            if (ofChannel > settings.channelMib() * MIB) {
                delete(file, "more than recorder.channel_mib");
            } else if (all + size > settings.totalMib() * MIB) {
                delete(file, "more than recorder.total_mib");
            } else {
                channels.put(file.getParent(), ofChannel);
                all += size;
            }
        }
        Folders.deleteEmpty(root);
        keep(new Change.RecordingsForgotten(now.minus(settings.registerAge()).toEpochMilli()));
    }

    private void delete(Path file, String reason) throws IOException {
        keep(new Change.RecordingDeleted(RecordingIds.idOf(file), reason));
        Files.deleteIfExists(file);
    }

    private void keep(Change change) throws IOException {
        if (!store.keep(change).await()) {
            throw new IOException("the store has not noted what is to be deleted"
                    + store.problem().map(problem -> ": " + problem).orElse(""));
        }
    }
}
