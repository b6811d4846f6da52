package org.livechat.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.livechat.api.recording.Recorder.Verdict;
import org.livechat.api.store.RecordingRow;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoredRecording;

/** Holds the register and the files against what the rows say of themselves, of each other and of the files. */
final class Verification {
    private static final int ROWS = 100;

    private final Path root;
    private final Store store;
    private final List<String> problems = new ArrayList<>();
    private int rows;
    private int files;

    Verification(Path root, Store store) {
        this.root = root;
        this.store = store;
    }

    Verdict after(long after) {
        // Before the rows: those that come meanwhile are not missing.
        long highest = store.lastOfRegister();
        Optional<RecordingRow> before = after == 0
                ? Optional.empty()
                : store.register(after - 1, 1).stream()
                        .filter(row -> row.number() == after)
                        .findFirst();
        List<RecordingRow> some = store.register(after, ROWS);
        for (RecordingRow row : some) {
            if (before.isEmpty() && after == 0) {
                checkBeginning(row);
            }
            check(row, before);
            before = Optional.of(row);
        }
        long last = before.map(RecordingRow::number).orElse(after);
        if (some.size() < ROWS && highest > last) {
            problems.add("%s missing at the end of the register".formatted(numbers(last + 1, highest)));
        }
        if (some.isEmpty()) {
            checkFilesWithoutRows();
        }
        return new Verdict(
                problems, rows, files, last, before.map(RecordingRow::hash).orElse(""));
    }

    /** A file has its name only once its row is on disk. */
    private void checkFilesWithoutRows() {
        try {
            List<Path> strangers = Folders.files(root).stream()
                    .filter(RecordingIds::isFinished)
                    .filter(this::hasNoRow)
                    .toList();
            for (Path file : strangers.subList(0, Math.min(strangers.size(), ROWS))) {
                problems.add("the file %s has no row: it was put in".formatted(root.relativize(file)));
            }
            if (strangers.size() > ROWS) {
                problems.add("%d more files have no row".formatted(strangers.size() - ROWS));
            }
        } catch (IOException e) {
            problems.add("the files of recordings cannot be looked through: " + Reason.withFile(e));
        }
    }

    private boolean hasNoRow(Path file) {
        String there = root.relativize(file).toString();
        return store.recording(RecordingIds.idOf(file))
                .filter(row -> row.recording().file().equals(there))
                .isEmpty();
    }

    private void checkBeginning(RecordingRow row) {
        boolean isSaid = store.recording(RecordingRow.beginningAt(row.number())).isPresent();
        if (row.number() > 1 && !isSaid) {
            problems.add("%s missing at the beginning of the register".formatted(numbers(1, row.number() - 1)));
        }
    }

    private void check(RecordingRow row, Optional<RecordingRow> before) {
        rows++;
        String name = "row %d (%s)".formatted(row.number(), row.recording().id());
        boolean isFirst = before.isEmpty();
        if (!isFirst && row.number() > before.get().number() + 1) {
            problems.add("%s missing before %s".formatted(numbers(before.get().number() + 1, row.number() - 1), name));
        } else if (isFirst && row.number() == 1 && !row.previous().isEmpty()) {
            problems.add(name + " follows none, but says that it does");
        } else if (!isFirst && !row.previous().equals(before.get().hash())) {
            problems.add(name + " does not follow the row before it: one of the two was put in or replaced");
        }
        if (!row.seal().equals(row.hash())) {
            problems.add(name + " is not what was written: it was changed or put in");
        }
        if (!row.deletion() && !row.recording().file().isEmpty()) {
            checkFile(row, name);
        }
    }

    private static String numbers(long from, long to) {
        return from == to ? "row " + from + " is" : "rows " + from + " to " + to + " are";
    }

    private void checkFile(RecordingRow row, String name) {
        Path file = root.resolve(row.recording().file()).normalize();
        if (!file.startsWith(root)) {
            problems.add(name + " names a file outside of the folder of recordings");
            return;
        }
        if (problemOf(file, row.recording(), name).isPresent()) {
            // A second look: meanwhile it may have got its name, or been deleted for its age.
            problemOf(file, row.recording(), name).ifPresent(problems::add);
        }
        if (Files.exists(file) || Files.exists(unfinished(file))) {
            files++;
        }
    }

    private Optional<String> problemOf(Path file, StoredRecording recording, String name) {
        try {
            Path there = Files.exists(file) ? file : unfinished(file);
            if (Files.exists(there)) {
                return Finisher.sha256(there).equals(recording.sha256())
                        ? Optional.empty()
                        : Optional.of("the file of %s is not what was recorded: %s".formatted(name, recording.file()));
            }
            boolean isDeleted = store.recording(recording.id())
                    .filter(kept -> kept.deletedAtMillis().isPresent())
                    .isPresent();
            return isDeleted
                    ? Optional.empty()
                    : Optional.of("the file of %s is not there: %s".formatted(name, recording.file()));
        } catch (IOException e) {
            return Optional.of("the file of %s cannot be read: %s".formatted(name, Reason.of(e)));
        }
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling(RecordingIds.idOf(file) + RecordingIds.UNFINISHED);
    }
}
