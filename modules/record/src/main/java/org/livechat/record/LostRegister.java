package org.livechat.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.livechat.api.part.PartFailed;
import org.livechat.api.store.RecordingRow;
import org.livechat.api.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether a start has found recordings and no register: then the file of the store was lost, and nothing else says so. */
final class LostRegister {
    private static final Logger log = LoggerFactory.getLogger(LostRegister.class);

    private final Path root;
    private final Store store;
    private final Alarm alarm;
    private final long files;
    private final long startedAtMillis;

    /**
     * @param files how many were there, finished, when this run began
     * @param startedAtMillis when it did, Unix time: rows from later do not count
     */
    LostRegister(Path root, Store store, Alarm alarm, long files, long startedAtMillis) {
        this.root = root;
        this.store = store;
        this.alarm = alarm;
        this.files = files;
        this.startedAtMillis = startedAtMillis;
    }

    /** As things are now, at a start. */
    static LostRegister atStart(Path root, Store store, Alarm alarm) throws IOException {
        long files =
                Folders.files(root).stream().filter(RecordingIds::isFinished).count();
        return new LostRegister(root, store, alarm, files, System.currentTimeMillis());
    }

    /** Returns whether it is known now; a disk that does not answer yet has to be asked again. */
    boolean look() {
        try {
            if (files > 0 && !hasRowsFromBefore()) {
                sayLost();
            }
            return true;
        } catch (PartFailed e) {
            log.info("Whether recordings have their rows is not known yet: {}", e.getMessage());
            return false;
        }
    }

    // What is recorded meanwhile has rows, too, behind those from before.
    private boolean hasRowsFromBefore() {
        List<RecordingRow> first = store.register(0, 1);
        return !first.isEmpty() && first.getFirst().atMillis() < startedAtMillis;
    }

    private void sayLost() {
        String what = "the register is empty, but there are %d files of recordings in %s".formatted(files, root);
        log.error(
                "The file of the store was lost: {}. Stop the server and put a backup of the store in its place; without one these have"
                        + " no row for good",
                what);
        alarm.show("REGISTER_LOST", what, Optional.empty(), Optional.empty());
    }
}
