package org.livechat.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.livechat.api.FloorIndicator;
import org.livechat.api.recording.Recorder;

/** What becomes of one tape: a file, or several where there was a long pause, the burst became an emergency or the disk failed. One thread. */
final class Recording {
    /** Behind a pause as long as this another file begins. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** No file is longer. */
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);

    /** With the packets that gather meanwhile a kill costs about a second. */
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(800);
    /** A file that is written for so long has had new room on the disk, and not only the rest of its last block. */
    private static final long NEW_ROOM_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);

    static final String CHANNEL = "CHANNEL";
    static final String USER = "USER";
    static final String INDICATOR = "INDICATOR";
    static final String STARTED = "STARTED_AT";

    /**
     * Counts what is not recorded, of all recordings.
     *
     * @param lost packets since the disk failed
     * @param noOpus packets that said they are Opus and are not
     */
    record Misses(LongAdder lost, LongAdder noOpus) {}

    /** Told of files that have ended, which are unfinished by their names. */
    interface Ended {
        void ended(EndedFile file);
    }

    private final Tape tape;
    private final Path folder;
    private final RecordingIds ids;
    private final WriteAlarm alarm;
    private final Misses misses;
    private final Ended listener;
    private @Nullable OggOpusFile file;
    private @Nullable Path path;
    private Timeline timeline;
    private FloorIndicator indicator;
    private boolean everBegun;
    private long begunNanos;
    private long openedNanos;
    private long latestNanos;
    private long flushedNanos;
    private long failedNanos;
    private boolean failed;

    /** @param folder of its channel */
    Recording(Tape tape, Path folder, RecordingIds ids, WriteAlarm alarm, Misses misses, Ended listener) {
        this.tape = tape;
        this.folder = folder;
        this.ids = ids;
        this.alarm = alarm;
        this.misses = misses;
        this.listener = listener;
        this.timeline = new Timeline(this::write);
        this.indicator = tape.indicator();
    }

    Tape tape() {
        return tape;
    }

    void packet(long arrivedNanos, int ssrc, int timestamp, byte[] from, int at, int length) {
        if (file != null
                && (arrivedNanos - latestNanos > PAUSE_NANOS
                        || arrivedNanos - begunNanos > LONGEST_NANOS
                        || tape.indicator() != indicator)) {
            end();
        }
        latestNanos = arrivedNanos;
        if (OpusPacket.samples(from, at, length) == 0) {
            misses.noOpus().increment();
            return;
        }
        if (file == null && !begin(arrivedNanos, from, at)) {
            misses.lost().increment();
            return;
        }
        try {
            timeline.packet(arrivedNanos, ssrc, timestamp, from, at, length);
        } catch (IOException e) {
            misses.lost().increment();
            fails(e, arrivedNanos);
        }
    }

    private boolean begin(long arrivedNanos, byte[] from, int at) {
        if (failed && arrivedNanos - failedNanos < RETRY_NANOS) {
            return false;
        }
        long startedAt = System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - arrivedNanos);
        Path made = folder.resolve(ids.next(startedAt) + RecordingIds.UNFINISHED);
        path = made;
        indicator = tape.indicator();
        try {
            file = open(made, OpusPacket.isStereo(from, at), comments(startedAt));
        } catch (IOException e) {
            path = null;
            fails(e, arrivedNanos);
            deleteEmpty(made);
            return false;
        }
        timeline = new Timeline(this::write);
        everBegun = true;
        begunNanos = arrivedNanos;
        openedNanos = System.nanoTime();
        flushedNanos = arrivedNanos;
        return true;
    }

    private OggOpusFile open(Path made, boolean stereo, Map<String, String> comments) throws IOException {
        Folders.make(folder);
        try {
            return new OggOpusFile(made, ids.serial(), stereo, comments);
        } catch (NoSuchFileException _) {
            // The folder was empty, and has just been tidied away.
            Folders.make(folder);
            return new OggOpusFile(made, ids.serial(), stereo, comments);
        }
    }

    private Map<String, String> comments(long startedAt) {
        Recorder.Talk talk = tape.talk();
        Map<String, String> comments = new LinkedHashMap<>();
        comments.put(CHANNEL, talk.channelId());
        comments.put(USER, talk.userId());
        comments.put(INDICATOR, indicator.wireName());
        comments.put(STARTED, Long.toString(startedAt));
        return comments;
    }

    private static void deleteEmpty(Path made) {
        try {
            Files.deleteIfExists(made);
        } catch (IOException _) {
            // The disk fails, which has been said; the next start tidies up.
        }
    }

    private void write(byte[] bytes, int offset, int length, int samples) throws IOException {
        OggOpusFile open = file;
        if (open != null) {
            open.write(bytes, offset, length, samples);
        }
    }

    /** Writes what is due. */
    void turn(long nowNanos) {
        OggOpusFile open = file;
        if (open == null) {
            return;
        }
        try {
            timeline.release(nowNanos);
            if (nowNanos - flushedNanos >= FLUSH_NANOS) {
                open.flush();
                flushedNanos = nowNanos;
                works(nowNanos);
            }
        } catch (IOException e) {
            fails(e, nowNanos);
        }
        if (nowNanos - latestNanos > PAUSE_NANOS || isGone(nowNanos)) {
            end();
        }
    }

    // Into a file that somebody has removed the rest of the burst would be written in vain.
    private boolean isGone(long nowNanos) {
        Path there = path;
        return there != null && flushedNanos == nowNanos && Files.notExists(there);
    }

    private void tell(Path ended, Optional<EndedFile.Written> written) {
        listener.ended(new EndedFile(ended, Optional.of(tape.talk()), written, tape.takeMissing()));
    }

    /** Ends the file, if there is one. */
    void end() {
        OggOpusFile open = file;
        if (open == null) {
            return;
        }
        try {
            timeline.end();
            Optional<EndedFile.Written> written = open.end();
            works(System.nanoTime());
            letGo().ifPresent(there -> tell(there, written));
        } catch (IOException e) {
            fails(e, System.nanoTime());
        }
    }

    private Optional<Path> letGo() throws IOException {
        OggOpusFile open = file;
        Optional<Path> there = Optional.ofNullable(path);
        file = null;
        path = null;
        if (open != null) {
            open.close();
        }
        return there;
    }

    private void works(long nowNanos) {
        failed = false;
        boolean hasNewRoom = nowNanos - openedNanos > NEW_ROOM_NANOS;
        alarm.worksSince(hasNewRoom ? nowNanos - NEW_ROOM_NANOS : openedNanos);
    }

    /** Ends it as it is, after a defect. */
    void drop(Throwable defect) {
        fails(defect, System.nanoTime());
    }

    private void fails(Throwable e, long nowNanos) {
        failed = true;
        failedNanos = nowNanos;
        alarm.fails(folder, e);
        Optional<Path> there = Optional.ofNullable(path);
        try {
            letGo();
        } catch (IOException closing) {
            e.addSuppressed(closing);
        }
        there.ifPresent(cut -> tell(cut, Optional.empty()));
    }

    /** The codec that kept all of it from being recorded; empty where some was, or there was nothing. */
    Optional<String> otherCodec() {
        return everBegun ? Optional.empty() : Optional.ofNullable(tape.otherCodec());
    }
}
