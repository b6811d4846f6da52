package org.livechat.api.recording;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.livechat.api.part.Part;
import org.livechat.api.part.PartFailed;

/**
 * Keeps what is said in recorded channels. May be called from any thread.
 *
 * @since 1
 */
public interface Recorder extends Part {
    /** Somebody may be heard from now on. Never blocks, whatever the disk does. */
    BurstTape begin(Talk talk);

    /** Why nothing can be recorded now, in a line; empty while all is well. */
    Optional<String> problem();

    /**
     * The file of a recording; empty where there is none of this id, or none any more.
     *
     * @param id what {@link org.livechat.api.store.StoredRecording#id()} says
     */
    Optional<Path> file(String id);

    /**
     * Holds rows and files against each other and against what was noted when they were made. Reads the files: to be called under no
     * lock.
     *
     * @param after the number of the row before the first one that is looked at; 0 for the beginning
     * @throws PartFailed when the rows cannot be read
     */
    Verdict verify(long after);

    /**
     * Who talks where.
     *
     * @param indicator what the floor was asked for with
     */
    record Talk(String channelId, String userId, org.livechat.api.FloorIndicator indicator) {}

    /**
     * What came out for some of the rows.
     *
     * @param problems one line for each row or file that is not as it was; empty where all are
     * @param rows how many were looked at
     * @param files how many files among them
     * @param last the number of the last one: go on behind it; where {@code rows} is 0 nothing was left
     * @param head the hash of the last one, in hexadecimal digits: whoever keeps it elsewhere can tell that nobody has made all anew
     */
    record Verdict(List<String> problems, int rows, int files, long last, String head) {
        public Verdict {
            problems = List.copyOf(problems);
        }
    }
}
