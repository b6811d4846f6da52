package org.livechat.record;

import java.nio.file.Path;
import java.util.Optional;
import org.livechat.api.recording.Recorder;

/**
 * A file that nobody writes any more, unfinished by its name.
 *
 * @param talk whose it is; empty where a run that was killed has left it
 * @param written what is in it; empty where it was cut off, and has to be read
 * @param missing how many packets found no room in the ring while it was written
 */
record EndedFile(Path path, Optional<Recorder.Talk> talk, Optional<Written> written, int missing) {
    /** What was written, from the first byte to the last one, with the SHA-256 of it in hexadecimal digits. */
    record Written(OggCheck check, String sha256) {}

    static EndedFile ofKilledRun(Path path) {
        return new EndedFile(path, Optional.empty(), Optional.empty(), 0);
    }

    /** What is missing, in words. */
    static String missing(int packets) {
        return (packets == 1 ? "1 packet is" : packets + " packets are") + " missing: more came than the disk took";
    }

    /** By what it was cut off, if it has no end. */
    Finisher.Cut cut() {
        return talk.isPresent() ? Finisher.Cut.BY_DISK : Finisher.Cut.BY_KILL;
    }
}
