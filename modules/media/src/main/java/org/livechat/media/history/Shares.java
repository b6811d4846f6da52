package org.livechat.media.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livechat.media.inbound.Stream;

/**
 * As many histories as one worker has room for, shared by the users whose streams they are of. While there is room, each stream gets one.
 * When there is none, who has fewer than another by two or more gets one in the place of that one's latest: however many streams somebody
 * sends, the others' shares are as large as they can be (max-min fairness), and no two take from each other in turns. Owned by one worker.
 *
 * @param <H> what is kept of a stream
 */
final class Shares<H> {
    private final int most;
    // A stream is equal to itself alone.
    private final Map<Stream, H> byStream = new HashMap<>();
    private final Map<String, List<Stream>> byUser = new HashMap<>();

    /** How many somebody has who has most: looked at for each packet of a stream without a history. */
    private int largest;

    /** @param most how many there may be */
    Shares(int most) {
        this.most = most;
    }

    boolean isEmpty() {
        return byStream.isEmpty();
    }

    @Nullable
    H find(Stream stream) {
        return byStream.get(stream);
    }

    /** Whether a stream may have a history that has none. */
    boolean mayBegin(Stream stream) {
        return byStream.size() < most || count(user(stream)) + 1 < largest;
    }

    /** Takes a history from somebody who has most, if there is no room for another; null if there is. */
    @Nullable
    H makeRoom() {
        if (byStream.size() < most) {
            return null;
        }
        for (List<Stream> streams : byUser.values()) {
            if (streams.size() == largest) {
                return end(streams.getLast());
            }
        }
        throw new IllegalStateException("nobody has " + largest + " of " + byStream.size() + " histories");
    }

    /** Notes the history of a stream that has none; there has to be room. */
    void begin(Stream stream, H history) {
        byStream.put(stream, history);
        byUser.computeIfAbsent(user(stream), _ -> new ArrayList<>()).add(stream);
        count();
    }

    /** Ends the history of a stream, and returns it; null if it has none. */
    @Nullable
    H end(Stream stream) {
        H history = byStream.remove(stream);
        if (history != null) {
            byUser.computeIfPresent(
                    user(stream), (_, streams) -> streams.remove(stream) && streams.isEmpty() ? null : streams);
            count();
        }
        return history;
    }

    private static String user(Stream stream) {
        return stream.track().owner().userId();
    }

    private int count(String user) {
        List<Stream> streams = byUser.get(user);
        return streams == null ? 0 : streams.size();
    }

    private void count() {
        largest = 0;
        for (List<Stream> streams : byUser.values()) {
            largest = Math.max(largest, streams.size());
        }
    }
}
