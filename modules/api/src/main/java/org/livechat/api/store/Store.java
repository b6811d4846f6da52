package org.livechat.api.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.livechat.api.part.Part;
import org.livechat.api.part.PartFailed;

/**
 * Keeps what has to outlive a restart. May be called from any thread.
 *
 * <p>Its failure stops nobody: what cannot be kept is not, receipts say so, and {@link #problem()} says why. Changes are kept in the
 * order in which they were handed over; one is kept only when all before it are, or are given up.
 *
 * @since 1
 */
public interface Store extends Part {
    /** What earlier runs have left; nothing where that cannot be read. Asked once, before the first change. May take a while. */
    Remembered remembered();

    /**
     * Takes a change to be kept. Never blocks, whatever the disk does, so it may be called under a lock.
     *
     * @return tells when it is kept
     */
    Receipt keep(Change change);

    /**
     * What was said in a channel, the latest first. Waits for the disk: to be called under no lock.
     *
     * @throws PartFailed when no history is kept
     */
    Page<StoredMessage> messages(String channelId, PageRequest request);

    /**
     * Who talked in a channel, the latest burst first; one that still goes on is not among them. Waits for the disk: to be called
     * under no lock.
     *
     * @throws PartFailed when no history is kept
     */
    Page<StoredBurst> bursts(String channelId, PageRequest request);

    /**
     * Recordings, the latest first. Waits for the disk: to be called under no lock.
     *
     * @throws PartFailed when there is no register, or it cannot be read
     */
    default Page<RecordingRow> recordings(RecordingQuery query) {
        throw NoStore.nothingKept();
    }

    /**
     * The recordings of a channel that began in a time and whose file is there, the latest first. Takes as long as there are such, however
     * many others there are. Waits for the disk: to be called under no lock.
     *
     * @param fromMillis began then or later, Unix time
     * @param toMillis began before then
     * @param limit the most of them; the earliest are left out
     * @throws PartFailed when there is no register, or it cannot be read
     */
    default List<RecordingRow> recordingsBegun(String channelId, long fromMillis, long toMillis, int limit) {
        throw NoStore.nothingKept();
    }

    /**
     * One recording; empty where there is none of this id. Waits for the disk: to be called under no lock.
     *
     * @throws PartFailed when there is no register, or it cannot be read
     */
    default Optional<RecordingRow> recording(String id) {
        throw NoStore.nothingKept();
    }

    /**
     * The register of recordings as it is on disk, deletions too, the oldest first. Waits for the disk: to be called under no lock.
     *
     * @param after the number of the row before the first one
     * @param limit the most rows
     * @throws PartFailed when there is no register, or it cannot be read
     */
    default List<RecordingRow> register(long after, int limit) {
        throw NoStore.nothingKept();
    }

    /**
     * The highest number that any row of the register has ever had. Waits for the disk: to be called under no lock.
     *
     * @throws PartFailed when there is no register, or it cannot be read
     */
    default long lastOfRegister() {
        throw NoStore.nothingKept();
    }

    /** Why nothing can be kept now, in a line; empty while all is well. */
    Optional<String> problem();

    /**
     * Writes a copy of all that is kept, as it is at one moment, into a folder of the server's own; returns when it is whole.
     *
     * @param name of the new file: 1 to 100 characters of {@code A-Z a-z 0-9 _ - .}, the first no dot
     * @return where it is
     * @throws PartFailed when it cannot be written, for example since there is one of that name
     */
    Path backup(String name);

    /** Keeps nothing. */
    static Store none() {
        return NoStore.INSTANCE;
    }
}
