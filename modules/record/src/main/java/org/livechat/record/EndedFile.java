package org.livechat.record;

import java.nio.file.Path;
import java.util.Optional;
import org.livechat.api.recording.Recorder;

/**
 * A file that nobody writes any more, unfinished by its name.
 *
 * @param written what is in it; empty where it was cut off, and has to be read
 */
record EndedFile(Path path, Recorder.Talk talk, Optional<Written> written) {
    /** What was written, from the first byte to the last one, with the SHA-256 of it in hexadecimal digits. */
    record Written(OggCheck check, String sha256) {}
}
