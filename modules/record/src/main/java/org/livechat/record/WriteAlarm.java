package org.livechat.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Whether recordings are written; tried with a file of no use while they are not and nobody speaks. Thread-safe. */
final class WriteAlarm {
    /** Some blocks, and not only the rest of one that is there. */
    private static final int PROBE_BYTES = 64 * 1024;

    private static final String PROBE = ".probe";

    private final Alarm alarm;
    private final Duration quiet;
    private final DiskWait wait;
    private volatile Path failedIn;

    /**
     * @param root of all recordings
     * @param quiet where none has failed for so long, it is tried
     * @param wait of the thread that tries
     */
    WriteAlarm(Path root, Alarm alarm, Duration quiet, DiskWait wait) {
        this.failedIn = root;
        this.alarm = alarm;
        this.quiet = quiet;
        this.wait = wait;
    }

    /** A recording could not be written in this folder. */
    void fails(Path folder, Throwable cause) {
        failedIn = folder;
        alarm.fails(Alarm.Work.WRITING, "%s: %s".formatted(folder, Reason.of(cause)), cause);
    }

    /** A recording was written that was begun then. */
    void worksSince(long begunNanos) {
        alarm.worksSince(Alarm.Work.WRITING, begunNanos);
    }

    /** Where the latest failure was some time ago, writes in the folder of that failure; ends the alarm where that works. */
    void tryAgain() {
        if (!alarm.isQuiet(Alarm.Work.WRITING, quiet)) {
            return;
        }
        Path folder = failedIn;
        long begunNanos = System.nanoTime();
        wait.begin();
        try {
            write(folder);
            worksSince(begunNanos);
        } catch (Throwable e) {
            // What is thrown from here would end all further tries.
            fails(folder, e);
        } finally {
            wait.rest();
        }
    }

    private static void write(Path folder) throws IOException {
        Folders.make(folder);
        byte[] bytes = new byte[PROBE_BYTES];
        // A file system may keep nothing of zeros.
        ThreadLocalRandom.current().nextBytes(bytes);
        ByteBuffer left = ByteBuffer.wrap(bytes);
        try (FileChannel channel = FileChannel.open(
                folder.resolve(PROBE),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }
}
