package org.livechat.api.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * A row of the register of recordings: that there is one, or that its file was deleted. Each is chained to the one before by its hash.
 *
 * @param number from 1 on, without gaps
 * @param deletion whether it says that the file was deleted, with the reason as its recording's note
 * @param atMillis when it was written, Unix time
 * @param recording which
 * @param previous the hash of the row before, empty in the first one
 * @param hash what {@link #seal()} was when it was written
 * @param deletedAtMillis when the file of this recording was deleted, Unix time; no part of the hash
 * @since 1
 */
public record RecordingRow(
        long number,
        boolean deletion,
        long atMillis,
        StoredRecording recording,
        String previous,
        String hash,
        OptionalLong deletedAtMillis) {
    /** The id of the row that says that all before a number have gone since they were too old. */
    public static String beginningAt(long number) {
        return "register-" + number;
    }

    /** SHA-256 over all that the row says and the hash before, in hexadecimal digits. */
    public String seal() {
        var said = new StringBuilder();
        for (Object part : List.of(
                number,
                deletion,
                atMillis,
                recording.id(),
                recording.channelId(),
                recording.userId(),
                recording.indicator().wireName(),
                recording.startedAtMillis(),
                recording.lengthMillis(),
                recording.file(),
                recording.bytes(),
                recording.sha256(),
                recording.note(),
                previous)) {
            // With its length, so that no two rows are the same text.
            String text = part.toString();
            said.append(text.length()).append(':').append(text).append('\n');
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(said.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
