package org.livechat.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.livechat.api.part.PartFailed;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.RecordingQuery;
import org.livechat.api.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a start whether there are recordings and no register: then the file of the store was lost, and nothing else says so. */
final class LostRegister {
    private static final Logger log = LoggerFactory.getLogger(LostRegister.class);

    private LostRegister() {}

    static void look(Path root, Store store, Alarm alarm) {
        try {
            long files = Folders.files(root).stream()
                    .filter(RecordingIds::isFinished)
                    .count();
            if (files == 0 || hasRows(store)) {
                return;
            }
            String what = "the register is empty, but there are %d files of recordings in %s".formatted(files, root);
            log.error(
                    "The file of the store was lost: {}. Stop the server and put a backup of the store in its place; without one these"
                            + " have no row for good",
                    what);
            alarm.show("REGISTER_LOST", what, Optional.empty(), Optional.empty());
        } catch (IOException e) {
            alarm.fails(Alarm.Work.TIDYING, "%s cannot be looked through: %s".formatted(root, e), e);
        } catch (PartFailed e) {
            log.info("Whether recordings have their rows is not known: {}", e.getMessage());
        }
    }

    private static boolean hasRows(Store store) {
        var latest = new RecordingQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                new PageRequest(OptionalLong.empty(), 1));
        return !store.recordings(latest).entries().isEmpty();
    }
}
