package org.livechat.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livechat.api.FloorIndicator;
import org.livechat.api.part.PartFailed;
import org.livechat.api.store.Change;
import org.livechat.api.store.Receipt;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoredRecording;
import org.livechat.record.EndedFile.Written;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Makes a file whole that has ended, in this run or in one that was killed: cuts what is no page, marks its end, notes it in the
 * register, and gives it its name. Done twice it leaves the same behind. One thread.
 */
final class Finisher {
    private static final Logger log = LoggerFactory.getLogger(Finisher.class);

    private final Path root;
    private final Store store;
    private final Alarm alarm;
    private final DiskWait wait;
    private final Map<Path, Handed> handedOver = new HashMap<>();

    private record Handed(StoredRecording row, Receipt receipt) {}

    /** Why a file may have no end. */
    enum Cut {
        BY_KILL("the server was killed while it was written"),
        BY_DISK("it could not be written on");

        private final String words;

        Cut(String words) {
            this.words = words;
        }
    }

    /** @param wait of the thread that finishes */
    Finisher(Path root, Store store, Alarm alarm, DiskWait wait) {
        this.root = root;
        this.store = store;
        this.alarm = alarm;
        this.wait = wait;
    }

    /** Does what can be done before the row is on disk, so that those of several files get there together. */
    void begin(EndedFile file) {
        try {
            handed(file);
        } catch (IOException | RuntimeException e) {
            log.debug("{} cannot be finished yet", file.path(), e);
        }
    }

    /** Does nothing more for a file that is gone. Returns whether it has its row nevertheless. */
    boolean forget(Path unfinished) {
        Handed handed = handedOver.remove(unfinished);
        return handed != null && isKept(handed);
    }

    /** Returns whether it is done with; else it has to be tried again. */
    boolean finish(EndedFile file) {
        Path unfinished = file.path();
        try {
            Handed handed = handed(file);
            if (handed == null) {
                Files.deleteIfExists(unfinished);
                tellEmpty(unfinished, file.cut());
                alarm.works(Alarm.Work.FINISHING);
                return true;
            }
            if (!isKept(handed)) {
                return false;
            }
            StoredRecording row = handed.row();
            if (row.file().isEmpty()) {
                Files.deleteIfExists(unfinished);
            } else {
                Files.move(unfinished, finished(unfinished), StandardCopyOption.ATOMIC_MOVE);
            }
            handedOver.remove(unfinished);
            alarm.works(Alarm.Work.FINISHING);
            show(row);
            return true;
        } catch (IOException | RuntimeException e) {
            alarm.fails(Alarm.Work.FINISHING, "%s cannot be finished: %s".formatted(unfinished, Reason.of(e)), e);
            return false;
        }
    }

    // While the disk is full there is one each few seconds, and the alarm says why.
    private void tellEmpty(Path unfinished, Cut cut) {
        if (cut == Cut.BY_KILL) {
            log.info("Nothing was recorded in {}, which is deleted", unfinished.getFileName());
        } else {
            log.atLevel(alarm.problem().isPresent() ? Level.DEBUG : Level.WARN)
                    .log("Nothing of what was said in {} is on the disk, and it is deleted", unfinished.getFileName());
        }
    }

    private void show(StoredRecording row) {
        String cut = row.note().isEmpty() ? "" : ", " + row.note();
        alarm.show(
                row.file().isEmpty() ? "NOT_RECORDED" : "RECORDED",
                row.id() + ", " + row.lengthMillis() + " ms" + cut,
                Optional.of(row.channelId()),
                Optional.of(row.userId()));
    }

    // While the store fails a row is handed over once, not at each try: its queue is for those of others, too.
    private @Nullable Handed handed(EndedFile file) throws IOException {
        Handed before = handedOver.get(file.path());
        if (before != null && store.problem().isPresent()) {
            return before;
        }
        if (before != null && isKept(before)) {
            return before;
        }
        Optional<StoredRecording> row = before == null ? row(file) : Optional.of(before.row());
        if (row.isEmpty()) {
            return null;
        }
        Handed now = new Handed(row.get(), store.keep(new Change.Recorded(row.get())));
        handedOver.put(file.path(), now);
        return now;
    }

    /** What it is in the register; empty where nobody was heard in it. */
    private Optional<StoredRecording> row(EndedFile file) throws IOException {
        Path unfinished = file.path();
        Optional<Written> written = file.written();
        Cut cut = file.cut();
        if (written.isPresent() && written.get().check().hasSound()) {
            force(unfinished);
            OggCheck all = written.get().check();
            return Optional.of(sound(file, all, all.end(), written.get().sha256()));
        }
        OggCheck check = ended(unfinished);
        if (!check.comments().containsKey(Recording.STARTED) || (!check.hasSound() && cut != Cut.BY_KILL)) {
            return Optional.empty();
        }
        return Optional.of(
                check.hasSound()
                        ? sound(file, check, Files.size(unfinished), sha256(unfinished))
                        : lost(unfinished, check, cut));
    }

    // A receipt may have said no while the row was still on its way.
    private boolean isKept(Handed handed) {
        try {
            return handed.receipt().await()
                    || store.recording(handed.row().id()).isPresent();
        } catch (PartFailed _) {
            return false;
        }
    }

    private static Path finished(Path unfinished) {
        return unfinished.resolveSibling(RecordingIds.idOf(unfinished) + RecordingIds.FINISHED);
    }

    /** What is in a file, whose last page ends the stream from then on. */
    private OggCheck ended(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            OggCheck check = OggCheck.of(channel);
            if (check.hasSound()) {
                channel.truncate(check.end());
                if (!check.isWhole()) {
                    OggOpusFile.markEnd(channel, check.lastPageAt(), check.end());
                }
                force(channel);
            }
            return check;
        }
    }

    private void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            force(channel);
        }
    }

    private void force(FileChannel channel) throws IOException {
        wait.begin();
        try {
            channel.force(true);
        } finally {
            wait.rest();
        }
    }

    private StoredRecording sound(EndedFile file, OggCheck check, long bytes, String sha256) throws IOException {
        List<String> notes = new ArrayList<>();
        if (!check.isWhole()) {
            notes.add("cut off: " + file.cut().words);
        }
        if (file.missing() > 0) {
            notes.add(EndedFile.missing(file.missing()));
        }
        return row(
                file.path(),
                check,
                root.relativize(finished(file.path())).toString(),
                bytes,
                sha256,
                String.join("; ", notes));
    }

    private StoredRecording lost(Path unfinished, OggCheck check, Cut cut) throws IOException {
        return row(unfinished, check, "", 0, "", cut.words + ", before there was anything in it");
    }

    private static StoredRecording row(
            Path unfinished, OggCheck check, String file, long bytes, String sha256, String note) throws IOException {
        Map<String, String> comments = check.comments();
        return new StoredRecording(
                RecordingIds.idOf(unfinished),
                comments.getOrDefault(Recording.CHANNEL, ""),
                comments.getOrDefault(Recording.USER, ""),
                indicator(comments.getOrDefault(Recording.INDICATOR, "")),
                startedAt(comments.getOrDefault(Recording.STARTED, "0")),
                check.lengthMillis(),
                file,
                bytes,
                sha256,
                note);
    }

    private static long startedAt(String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("%s is '%s', but has to be a time in ms".formatted(Recording.STARTED, text), e);
        }
    }

    private static FloorIndicator indicator(String name) {
        return Stream.of(FloorIndicator.values())
                .filter(indicator -> indicator.wireName().equals(name))
                .findFirst()
                .orElse(FloorIndicator.NORMAL);
    }

    /** In hexadecimal digits. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
