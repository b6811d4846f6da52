package org.livechat.server.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.core.FloorReplay;

/** Asks floors again what a capture says, line by line. */
public final class CaptureFile {
    private CaptureFile() {}

    /**
     * What came of it.
     *
     * @param inputs how often floors were asked
     * @param channels how many floors there were
     * @param difference the first decision that is another one, in words; empty when all are the same
     */
    public record Outcome(long inputs, int channels, Optional<String> difference) {}

    /**
     * Reads a capture until its end or the first difference.
     *
     * @param policies those there are, by name
     * @throws IllegalArgumentException when it is none, or needs a policy that is not there; the line is named
     */
    public static Outcome replay(BufferedReader lines, Function<String, Optional<FloorPolicy>> policies)
            throws IOException {
        var replay = new FloorReplay(policies, TreeText::write);
        long line = 0;
        Optional<String> difference = Optional.empty();
        for (String text = lines.readLine(); text != null && difference.isEmpty(); text = lines.readLine()) {
            line++;
            long number = line;
            try {
                difference = replay.take(TreeText.read(text)).map(words -> "line %d, %s".formatted(number, words));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line %d: %s".formatted(line, e.getMessage()), e);
            }
        }
        if (line == 0) {
            throw new IllegalArgumentException("it is empty");
        }
        return new Outcome(replay.inputs(), replay.channels(), difference);
    }
}
