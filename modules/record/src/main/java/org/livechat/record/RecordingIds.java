package org.livechat.record;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Names of recordings: by their order in time, and not to be guessed. */
final class RecordingIds {
    static final String FINISHED = ".ogg";
    static final String UNFINISHED = ".part.ogg";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'-'HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final int RANDOM_BYTES = 8;

    private final SecureRandom random = new SecureRandom();

    String next(long startedAtMillis) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return TIME.format(Instant.ofEpochMilli(startedAtMillis)) + "-"
                + HexFormat.of().formatHex(bytes);
    }

    int serial() {
        return random.nextInt();
    }

    static boolean isUnfinished(Path file) {
        return file.getFileName().toString().endsWith(UNFINISHED);
    }

    static boolean isFinished(Path file) {
        return file.getFileName().toString().endsWith(FINISHED) && !isUnfinished(file);
    }

    /** When it began, to the ms. */
    static long startedAtMillis(String id) {
        return TIME.parse(id.substring(0, id.lastIndexOf('-')), Instant::from).toEpochMilli();
    }

    static String idOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }
}
