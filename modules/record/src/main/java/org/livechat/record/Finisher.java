package org.livechat.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    /** @param wait of the thread that finishes */
    Finisher(Path root, Store store, Alarm alarm, DiskWait wait) {
        this.root = root;
        this.store = store;
        this.alarm = alarm;
        this.wait = wait;
    }

    /** Returns whether it is done with; else it has to be tried again. */
    boolean finish(Path unfinished) {
        try {
            if (!Files.exists(unfinished)) {
                handedOver.remove(unfinished);
                return true;
            }
            Handed handed = handed(unfinished);
            if (handed == null) {
                log.info("Nothing was recorded in {}, which is deleted", unfinished.getFileName());
                Files.deleteIfExists(unfinished);
                return true;
            }
            if (!isKept(handed)) {
                return false;
            }
            handedOver.remove(unfinished);
            StoredRecording row = handed.row();
            Files.move(unfinished, finished(unfinished), StandardCopyOption.ATOMIC_MOVE);
            alarm.works(Alarm.Work.FINISHING);
            alarm.show(
                    "RECORDED",
                    row.id() + ", " + row.lengthMillis() + " ms",
                    Optional.of(row.channelId()),
                    Optional.of(row.userId()));
            return true;
        } catch (IOException | RuntimeException e) {
            alarm.fails(Alarm.Work.FINISHING, "%s cannot be finished: %s".formatted(unfinished, e), e);
            return false;
        }
    }

    // While the store fails a row is handed over once, not at each try: its queue is for those of others, too.
    private @Nullable Handed handed(Path unfinished) throws IOException {
        Handed before = handedOver.get(unfinished);
        if (before != null && store.problem().isPresent()) {
            return before;
        }
        if (before != null && isKept(before)) {
            return before;
        }
        Optional<OggCheck> sound = cut(unfinished);
        if (sound.isEmpty()) {
            return null;
        }
        StoredRecording row = row(unfinished, finished(unfinished), sound.get());
        Handed now = new Handed(row, store.keep(new Change.Recorded(row)));
        handedOver.put(unfinished, now);
        return now;
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

    private Optional<OggCheck> cut(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            OggCheck check = OggCheck.of(channel);
            if (!check.hasSound() || !check.comments().containsKey(Recording.STARTED)) {
                return Optional.empty();
            }
            wait.begin();
            try {
                channel.truncate(check.end());
                OggOpusFile.markEnd(channel, check.lastPageAt(), check.end());
                channel.force(true);
            } finally {
                wait.rest();
            }
            return Optional.of(check);
        }
    }

    private StoredRecording row(Path unfinished, Path finished, OggCheck check) throws IOException {
        Map<String, String> comments = check.comments();
        return new StoredRecording(
                RecordingIds.idOf(unfinished),
                comments.getOrDefault(Recording.CHANNEL, ""),
                comments.getOrDefault(Recording.USER, ""),
                indicator(comments.getOrDefault(Recording.INDICATOR, "")),
                startedAt(comments.getOrDefault(Recording.STARTED, "0")),
                check.lengthMillis(),
                root.relativize(finished).toString(),
                Files.size(unfinished),
                sha256(unfinished),
                "");
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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
