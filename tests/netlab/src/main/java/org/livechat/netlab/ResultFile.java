package org.livechat.netlab;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A file with a line of JSON a result, of every round. What is in it is added to, and never changed. */
record ResultFile(Path path) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** Adds those of one run, all or none of them. */
    void add(List<Result> results) throws IOException {
        String lines = results.stream()
                .map(result -> JSON.writeValueAsString(result) + "\n")
                .collect(Collectors.joining());
        Files.writeString(
                path, (endsWithinALine() ? "\n" : "") + lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** All that are in it, oldest first. A line that is none is left out: one that was being written when a run was killed,
     * or one of an older bench. */
    List<Result> read() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        List<Result> results = new ArrayList<>();
        for (String line : Files.readAllLines(path)) {
            if (!line.isBlank()) {
                try {
                    results.add(JSON.readValue(line, Result.class));
                } catch (JacksonException e) {
                    System.err.println("left out of " + path + ": " + e.getOriginalMessage());
                }
            }
        }
        return results;
    }

    private boolean endsWithinALine() throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return false;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(file.length() - 1);
            return file.read() != '\n';
        }
    }
}
