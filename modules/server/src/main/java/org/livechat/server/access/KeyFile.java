package org.livechat.server.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.livechat.api.part.FileProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JWKS file that is read again when it has changed. Looked at whenever a token is checked, which costs less than the
 * check. A new content that is wrong is logged once, and the keys of before stay. Thread-safe.
 */
final class KeyFile {
    private static final Logger log = LoggerFactory.getLogger(KeyFile.class);
    private static final long LONGEST_BYTES = 1 << 20;

    private record Mark(
            FileTime modified, long size, @Nullable Object place) {}

    private static final Mark GONE = new Mark(FileTime.fromMillis(0), -1, null);

    private final Path file;
    private Mark mark;
    private VerificationKeys keys;

    /** @throws IllegalArgumentException when it cannot be read or is no JWKS, in one sentence */
    KeyFile(Path file) {
        this.file = file;
        try {
            this.mark = mark();
            this.keys = read();
        } catch (IOException e) {
            throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, FileProblem.words(e)), e);
        }
    }

    synchronized VerificationKeys keys() {
        Mark now = markOrGone();
        if (now.equals(mark)) {
            return keys;
        }
        // Also when it is wrong or gone: it is read, and complained of, once for each change, and not once for each
        // token.
        mark = now;
        try {
            keys = read();
            log.info("The keys of {} are in force: {}", file, keys.entries().size());
        } catch (IOException | IllegalArgumentException e) {
            log.warn("{} has changed and cannot be used, the keys of before stay: {}", file, e.getMessage());
        }
        return keys;
    }

    private Mark markOrGone() {
        try {
            return mark();
        } catch (IOException e) {
            log.debug("{} cannot be looked at", file, e);
            return GONE;
        }
    }

    private Mark mark() throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Mark(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    private VerificationKeys read() throws IOException {
        if (mark.size() > LONGEST_BYTES) {
            throw new IllegalArgumentException("%s is longer than %d bytes".formatted(file, LONGEST_BYTES));
        }
        try {
            return VerificationKeys.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
