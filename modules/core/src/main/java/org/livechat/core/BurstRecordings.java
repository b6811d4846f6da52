package org.livechat.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.part.PartFailed;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.RecordingRow;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredRecording;

/**
 * Which recordings are those of which bursts of a channel. A recording begins with the first packet that is heard, so it is of its
 * user's last burst that had begun by then.
 */
record BurstRecordings(String channelId, Store store) {
    /** The two are timed by different threads. */
    private static final long SLACK_MILLIS = 250;

    /** A burst has one recording, but for long pauses and those that become more urgent. */
    private static final int MOST = 4 * PageRequest.MOST;

    /** Those of each burst that has any, in the order of time; none where the register cannot be read. Under no lock. */
    Map<StoredBurst, List<String>> of(List<StoredBurst> bursts) {
        Map<StoredBurst, List<String>> found = new HashMap<>();
        if (bursts.isEmpty()) {
            return found;
        }
        long from =
                bursts.stream().mapToLong(StoredBurst::startedAtMillis).min().orElseThrow() - SLACK_MILLIS;
        long to = bursts.stream().mapToLong(BurstRecordings::end).max().orElseThrow() + SLACK_MILLIS;
        for (StoredRecording recording : recordings(from, to).reversed()) {
            burstOf(recording, bursts)
                    .ifPresent(burst ->
                            found.computeIfAbsent(burst, _ -> new ArrayList<>()).add(recording.id()));
        }
        return found;
    }

    private static Optional<StoredBurst> burstOf(StoredRecording recording, List<StoredBurst> bursts) {
        long started = recording.startedAtMillis();
        // The latest is first.
        return bursts.stream()
                .filter(burst -> burst.userId().equals(recording.userId()))
                .filter(burst -> burst.startedAtMillis() - SLACK_MILLIS <= started)
                .findFirst()
                .filter(burst -> started <= end(burst) + SLACK_MILLIS);
    }

    private static long end(StoredBurst burst) {
        return burst.startedAtMillis() + burst.length().toMillis();
    }

    private List<StoredRecording> recordings(long from, long to) {
        try {
            return store.recordingsBegun(channelId, Math.max(0, from), to, MOST).stream()
                    .map(RecordingRow::recording)
                    .toList();
        } catch (PartFailed _) {
            // The store says so itself; what was said is shown without.
            return List.of();
        }
    }
}
