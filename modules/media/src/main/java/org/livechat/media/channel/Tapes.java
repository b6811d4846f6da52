package org.livechat.media.channel;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.FloorIndicator;
import org.livechat.api.recording.BurstTape;
import org.livechat.api.recording.Recorder;
import org.livechat.media.inbound.Talker;

/** Where the voices of one channel's talkers are recorded, a tape a burst. Guarded by the channel's relay. */
final class Tapes {
    private final String channelId;
    private final Optional<Recorder> recorder;
    private final Map<Talker, BurstTape> running = new HashMap<>();

    Tapes(String channelId, Optional<Recorder> recorder) {
        this.channelId = channelId;
        this.recorder = recorder;
    }

    /** Those of these talkers, none where they are not to be recorded. A talker that stays keeps its tape. */
    Map<Talker, BurstTape> of(Collection<Talker> talkers, Optional<FloorIndicator> recorded) {
        if (recorder.isEmpty() || recorded.isEmpty()) {
            return Map.of();
        }
        // Of several, such as one who is being cut off and one who comes, nobody says whose it is.
        if (talkers.size() == 1) {
            Optional.ofNullable(running.get(talkers.iterator().next())).ifPresent(tape -> tape.raise(recorded.get()));
        }
        for (Talker talker : talkers) {
            running.computeIfAbsent(
                    talker, who -> recorder.get().begin(new Recorder.Talk(channelId, who.userId(), recorded.get())));
        }
        Map<Talker, BurstTape> theirs = new HashMap<>(running);
        theirs.keySet().retainAll(talkers);
        return theirs.isEmpty() ? Map.of() : theirs;
    }

    /** Those of all but these have ended. After no new packet goes there. */
    void endOthers(Collection<Talker> talkers) {
        running.entrySet().removeIf(entry -> {
            boolean ends = !talkers.contains(entry.getKey());
            if (ends) {
                entry.getValue().end();
            }
            return ends;
        });
    }

    void end() {
        running.values().forEach(BurstTape::end);
        running.clear();
    }
}
