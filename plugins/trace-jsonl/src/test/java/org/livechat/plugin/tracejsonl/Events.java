package org.livechat.plugin.tracejsonl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.livechat.api.trace.TraceDirection;
import org.livechat.api.trace.TraceEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events, and what is in files of them. */
final class Events {
    private Events() {}

    static TraceEvent numbered(int number) {
        return of("ann", "CH_0001", "number " + number);
    }

    static TraceEvent of(String userId, String channelId, String summary) {
        return new TraceEvent(
                1_700_000_000_123L,
                TraceDirection.IN,
                Optional.of(channelId),
                Optional.of(userId),
                30,
                "FLOOR_REQUEST",
                summary);
    }

    /** The files of a folder, oldest first. */
    static List<Path> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How large each is. */
    static List<Long> sizes(Path folder) {
        return files(folder).stream().map(file -> file.toFile().length()).toList();
    }

    /** All lines in the order in which they were written; each has to be JSON. */
    static List<JsonNode> lines(Path folder) {
        return files(folder).stream()
                .flatMap(file -> {
                    try {
                        String text = Files.readString(file);
                        if (!text.isEmpty() && !text.endsWith("\n")) {
                            throw new AssertionError(file + " ends within a line");
                        }
                        return text.lines();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    static List<String> summaries(Path folder) {
        return lines(folder).stream()
                .map(line -> line.path("summary").asString())
                .toList();
    }
}
