package org.livechat.core;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorMachine;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.FloorState;
import org.livechat.floor.FloorStep;
import org.livechat.floor.FloorTree;

/**
 * Asks floors again what a capture says that they were asked, at the times that it says, and compares what they decide, byte for byte.
 * No clock and no thread: the same file gives the same, on any machine.
 */
public final class FloorReplay {
    /** A floor that is asked again. */
    private record Floor(FloorMachine machine, FloorState state) {}

    private final Function<String, Optional<FloorPolicy>> policies;
    private final Function<Object, String> notation;
    private final Map<String, Floor> floors = new HashMap<>();
    private long inputs;
    private long lines;

    /**
     * @param policies those there are, by name
     * @param notation how trees are written: what is written alike is the same
     */
    public FloorReplay(Function<String, Optional<FloorPolicy>> policies, Function<Object, String> notation) {
        this.policies = policies;
        this.notation = notation;
    }

    /**
     * Takes the next line of a capture.
     *
     * @return the decision if it is another one than was written down, in words
     * @throws IllegalArgumentException when it is no line of a capture, or needs a policy that is not there
     */
    public Optional<String> take(Map<?, ?> line) {
        if (lines++ == 0) {
            FloorLines.requireKnown(line);
            return Optional.empty();
        }
        if (line.containsKey(FloorLines.STATE)) {
            begin(line);
            return Optional.empty();
        }
        return line.containsKey(FloorLines.INPUT) ? step(line) : Optional.empty();
    }

    /** How often floors were asked so far. */
    public long inputs() {
        return inputs;
    }

    /** How many floors there were so far. */
    public int channels() {
        return floors.size();
    }

    private void begin(Map<?, ?> record) {
        FloorSettings settings = FloorTree.settings(record, FloorLines.SETTINGS);
        FloorPolicy policy = policies.apply(settings.policy())
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no policy '%s' here; put its plug-in into plugins/".formatted(settings.policy())));
        floors.put(
                text(record, FloorLines.CHANNEL),
                new Floor(new FloorMachine(settings, policy), FloorTree.state(record, FloorLines.STATE)));
    }

    private Optional<String> step(Map<?, ?> record) {
        String channel = text(record, FloorLines.CHANNEL);
        Floor floor = floors.get(channel);
        if (floor == null) {
            throw new IllegalArgumentException("channel " + channel + " has not begun");
        }
        FloorInput input = FloorTree.input(record, FloorLines.INPUT);
        FloorStep step = floor.machine().step(floor.state(), input, nanos(record));
        floors.put(channel, new Floor(floor.machine(), step.state()));
        inputs++;
        String then = written(record, FloorLines.DECISIONS);
        String now = notation.apply(FloorLines.decisions(step.effects()));
        return then.equals(now)
                ? Optional.empty()
                : Optional.of("channel %s, %s: it decided %s, and decides now %s"
                        .formatted(channel, written(record, FloorLines.INPUT), then, now));
    }

    private String written(Map<?, ?> record, String key) {
        Object tree = record.get(key);
        return tree == null ? "" : notation.apply(tree);
    }

    private static String text(Map<?, ?> record, String key) {
        if (record.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("it has no " + key);
    }

    private static long nanos(Map<?, ?> record) {
        if (record.get(FloorLines.AT) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("it has no " + FloorLines.AT);
    }
}
