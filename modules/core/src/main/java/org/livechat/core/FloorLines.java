package org.livechat.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.livechat.floor.FloorEffect;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.FloorState;
import org.livechat.floor.FloorTree;

/** The lines of a capture as trees: what it is, how a floor stands from which on it is written down, and what it was asked and decided. */
final class FloorLines {
    static final String FORMAT = "livechat_floor_capture";
    static final String BEGAN_AT = "began_at";
    static final String CHANNEL = "channel";
    /** The floor's monotonic time, in ns. */
    static final String AT = "at";

    static final String SETTINGS = "settings";
    static final String STATE = "state";
    static final String INPUT = "input";
    static final String DECISIONS = "decisions";
    /** Why it ends, in the last line. */
    static final String ENDED = "ended";

    private static final int VERSION = 1;

    private FloorLines() {}

    static Map<String, Object> head(long beganAtMillis) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put(FORMAT, (long) VERSION);
        head.put(BEGAN_AT, beganAtMillis);
        return head;
    }

    static Map<String, Object> end(String why) {
        Map<String, Object> end = new LinkedHashMap<>();
        end.put(ENDED, why);
        return end;
    }

    static Map<String, Object> began(String channelId, FloorSettings settings, FloorState state) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put(CHANNEL, channelId);
        record.put(SETTINGS, FloorTree.of(settings));
        record.put(STATE, FloorTree.of(state));
        return record;
    }

    static Map<String, Object> stepped(String channelId, FloorInput input, long nowNanos, List<FloorEffect> effects) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put(CHANNEL, channelId);
        record.put(AT, nowNanos);
        record.put(INPUT, FloorTree.of(input));
        record.put(DECISIONS, decisions(effects));
        return record;
    }

    static List<Map<String, Object>> decisions(List<FloorEffect> effects) {
        return effects.stream().map(FloorTree::of).toList();
    }

    /** @throws IllegalArgumentException when the first line is of no capture, or of another format */
    static void requireKnown(Map<?, ?> head) {
        if (!(head.get(FORMAT) instanceof Number version)) {
            throw new IllegalArgumentException("it is no capture of lcadmin capture");
        }
        if (version.intValue() != VERSION) {
            throw new IllegalArgumentException(
                    "the format is %d, and %d is known here; use the version of livechat that wrote it"
                            .formatted(version.intValue(), VERSION));
        }
    }
}
