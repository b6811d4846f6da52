package org.livechat.server.capture;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livechat.api.control.FloorCapture;
import org.livechat.api.part.PartFailed;
import org.livechat.core.FloorTap;
import org.livechat.core.LiveControlPlane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes captures into the folder {@code captures} of the server's data, one at a time, so many files of so many bytes. Any thread. */
public final class FloorCaptures implements FloorCapture, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FloorCaptures.class);
    private static final DateTimeFormatter NAMES =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int MOST_FILES = 8;
    private static final long MOST_BYTES = 64L << 20;
    /** What may wait to be written: more than a second's worth of a busy server. */
    private static final int MOST_WAITING = 65_536;

    private static final Duration TO_END = Duration.ofSeconds(10);

    private final LiveControlPlane control;
    private final Path folder;
    private @Nullable Tape tape;
    private @Nullable Status latest;

    public FloorCaptures(LiveControlPlane control, Path dataFolder) {
        this.control = control;
        this.folder = dataFolder.resolve("captures").toAbsolutePath().normalize();
    }

    @Override
    public synchronized Status begin() {
        if (tape != null && tape.status().running()) {
            throw new PartFailed("a capture runs already, into %s; end it first".formatted(tape.file));
        }
        try {
            Files.createDirectories(folder, forOwner("rwx------"));
            try (Stream<Path> all = Files.list(folder)) {
                long there = all.count();
                if (there >= MOST_FILES) {
                    throw new PartFailed("%s has %d files, the most there may be; delete those that nobody needs"
                            .formatted(folder, there));
                }
            }
            Instant now = Instant.now();
            Path file =
                    Files.createFile(folder.resolve("floors-" + NAMES.format(now) + ".jsonl"), forOwner("rw-------"));
            Tape begun = new Tape(file, now.toEpochMilli());
            tape = begun;
            control.tapFloors(Optional.of(begun));
            return begun.status();
        } catch (IOException e) {
            throw new PartFailed("%s cannot be written: %s".formatted(folder, e), e);
        }
    }

    @Override
    public synchronized Status end() {
        Tape running = tape;
        if (running == null) {
            throw new PartFailed("no capture runs");
        }
        control.tapFloors(Optional.empty());
        running.end();
        tape = null;
        latest = running.status();
        return latest;
    }

    @Override
    public synchronized Optional<Status> status() {
        return tape != null ? Optional.of(tape.status()) : Optional.ofNullable(latest);
    }

    @Override
    public synchronized void close() {
        if (tape != null) {
            end();
        }
    }

    private FileAttribute<?>[] forOwner(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** One file. Floors only put what happens into a queue; a thread of its own writes. */
    private static final class Tape implements FloorTap {
        private final Path file;
        private final LinkedBlockingQueue<Supplier<Map<String, Object>>> waiting = new LinkedBlockingQueue<>();
        private final AtomicInteger size = new AtomicInteger();
        private final Thread thread;
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicLong inputs = new AtomicLong();
        private volatile @Nullable String ended;

        Tape(Path file, long beganAtMillis) throws IOException {
            this.file = file;
            BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
            this.thread = Thread.ofPlatform().name("livechat-capture").daemon().start(() -> write(out, beganAtMillis));
        }

        Status status() {
            return new Status(file, inputs.get(), bytes.get(), ended == null, Optional.ofNullable(ended));
        }

        @Override
        public void happened(Supplier<Map<String, Object>> line) {
            if (ended != null) {
                return;
            }
            if (size.incrementAndGet() > MOST_WAITING) {
                ended = "floors decided faster than was written";
                return;
            }
            waiting.add(line);
        }

        void end() {
            // Behind all that waits.
            waiting.add(() -> {
                ended = "it was ended";
                return Map.of();
            });
            try {
                thread.join(TO_END);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void write(BufferedWriter out, long beganAtMillis) {
            try (out) {
                line(out, FloorTap.head(beganAtMillis));
                while (ended == null) {
                    Supplier<Map<String, Object>> next = waiting.poll(1, TimeUnit.SECONDS);
                    if (next == null) {
                        out.flush();
                    } else {
                        size.decrementAndGet();
                        take(out, next.get());
                    }
                }
                line(out, FloorTap.end(String.valueOf(ended)));
            } catch (IOException | RuntimeException e) {
                log.warn("The capture {} is not complete", file, e);
                ended = "it could not be written: " + e.getMessage();
            } catch (InterruptedException _) {
                ended = "it was interrupted";
            } finally {
                waiting.clear();
            }
        }

        private void take(BufferedWriter out, Map<String, Object> next) throws IOException {
            if (next.isEmpty()) {
                return;
            }
            line(out, next);
            inputs.addAndGet(next.containsKey("input") ? 1 : 0);
            if (bytes.get() > MOST_BYTES) {
                ended = "it has %d MiB, the most it may have".formatted(MOST_BYTES >> 20);
            }
        }

        private void line(BufferedWriter out, Map<String, Object> record) throws IOException {
            String text = TreeText.write(record);
            out.write(text);
            out.write('\n');
            bytes.addAndGet(text.length() + 1L);
        }
    }
}
