package org.livechat.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code lcadmin recordings export}: one file of what was said in a channel between two moments, each voice at its time. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "One file of what was said in a channel between two moments, each voice at its time; needs ffmpeg.",
            "The format is that of the file's name: .ogg, .opus, .wav, .mp3, .m4a, .mka and others."
        })
final class ExportCommand implements Runnable {
    private static final Duration LONGEST = Duration.ofHours(24);
    /** As the recorder has it: what began so much earlier may go on in the span. */
    private static final Duration LONGEST_RECORDING = Duration.ofMinutes(61);

    private static final int MOST_TRACKS = 64;

    @ParentCommand
    private @Nullable RecordingsCommand recordings;

    @Option(names = "--channel", required = true, paramLabel = "ID")
    private String channel = "";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Such as 2026-11-30T20:04, here; 2026-11-30T20:04:47Z; or Unix time in ms.")
    private Instant from = Instant.EPOCH;

    @Option(names = "--to", required = true, paramLabel = "TIME", converter = Moment.class)
    private Instant to = Instant.EPOCH;

    @Option(
            names = "--tracks",
            description = "A track a talker, for a file that has such (.mka), instead of all in one.")
    private boolean tracks;

    @Option(names = "--ffmpeg", paramLabel = "FILE", description = "The program, where it is not in the path.")
    private String ffmpeg = "ffmpeg";

    @Parameters(paramLabel = "FILE", description = "A new one.")
    private Path file = Path.of("");

    @Override
    public void run() {
        Duration span = Duration.between(from, to);
        if (span.isNegative() || span.isZero() || span.compareTo(LONGEST) > 0) {
            throw CommandFailed.wrongUsage(
                    "--to has to be later than --from, by " + LONGEST.toHours() + " hours at most");
        }
        requireNew();
        var program = new Ffmpeg(ffmpeg);
        program.require();
        requireFormat(program);
        LcAdmin lcadmin = Optional.ofNullable(recordings).orElseThrow().lcadmin();
        List<JsonNode> said = said(lcadmin.client());
        if (said.isEmpty()) {
            throw CommandFailed.serverSaidNo("nothing was recorded in " + channel + " from " + from + " to " + to
                    + ", or its files are no more");
        }
        List<String> leftOut = new ArrayList<>();
        try {
            export(lcadmin.client(), program, said, span, leftOut);
        } catch (IOException e) {
            throw NewFile.failed("the export", file, e);
        }
        int there = said.size() - leftOut.size();
        ObjectNode done = JsonNodeFactory.instance.objectNode();
        done.put("file", file.toString()).put("recordings", there);
        lcadmin.done(
                done,
                "%s in %s, which begins at %s"
                        .formatted(Count.of(there, "recording") + (there == 1 ? " is" : " are"), file, from));
        if (!leftOut.isEmpty()) {
            throw CommandFailed.serverSaidNo("left out, since they cannot be read: " + String.join("; ", leftOut));
        }
    }

    private void requireNew() {
        NewFile.require(file);
        if (!String.valueOf(file.getFileName()).matches(".+\\.\\w+")) {
            throw CommandFailed.wrongUsage("FILE is " + file + ", whose name has to end in a format, such as .ogg");
        }
    }

    /** Before anything is fetched: a file of no sound in that format, with as many tracks as may be needed. */
    private void requireFormat(Ffmpeg program) {
        String name = String.valueOf(file.getFileName());
        String format = name.substring(name.lastIndexOf('.'));
        if (!program.makes(format, 1)) {
            throw CommandFailed.wrongUsage("FILE is " + file + ", and ffmpeg makes no file of sound whose name ends in "
                    + format + ": take .ogg, .opus, .wav, .mp3, .m4a or .mka");
        }
        if (tracks && !program.makes(format, 2)) {
            throw CommandFailed.wrongUsage("FILE is " + file + ", and a file of " + format
                    + " has one track: take .mka, or leave --tracks out");
        }
    }

    private List<JsonNode> said(AdminClient client) {
        return new RecordingList(client)
                        .with("channel", channel)
                        .with("from", Math.max(0, from.minus(LONGEST_RECORDING).toEpochMilli()))
                        .with("to", to)
                        .all()
                        .stream()
                        .filter(row -> row.path("bytes").asLong(0) > 0
                                && row.path("deleted_at").isNull())
                        .filter(row -> row.path("started_at").asLong(0)
                                        + row.path("length_ms").asLong(0)
                                > from.toEpochMilli())
                        .toList();
    }

    private void export(AdminClient client, Ffmpeg program, List<JsonNode> said, Duration span, List<String> leftOut)
            throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = Files.createTempDirectory(target.getParent(), ".export");
        try {
            Map<String, TimeTrack> made = new LinkedHashMap<>();
            try {
                for (JsonNode row : said) {
                    TimeTrack track = track(made, tracks ? row.path("user_id").asString("") : "", folder, span);
                    Optional<Path> raw = decoded(client, program, row.path("id").asString(""), folder, leftOut);
                    if (raw.isPresent()) {
                        long at = row.path("started_at").asLong(0) - from.toEpochMilli();
                        track.add(raw.get(), at * (TimeTrack.RATE / 1000));
                        Files.delete(raw.get());
                    }
                }
            } finally {
                for (TimeTrack track : made.values()) {
                    track.close();
                }
            }
            Path encoded = folder.resolve("encoded-" + target.getFileName());
            program.run(encoding(made, encoded));
            keepToOneself(encoded);
            Files.move(encoded, target);
        } finally {
            delete(folder);
        }
    }

    /** As a recording that was got is: other users of the machine have no business with what was said. */
    private static void keepToOneself(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static TimeTrack track(Map<String, TimeTrack> made, String user, Path folder, Duration span)
            throws IOException {
        TimeTrack there = made.get(user);
        if (there == null) {
            if (made.size() == MOST_TRACKS) {
                throw CommandFailed.wrongUsage("more than " + MOST_TRACKS
                        + " users have talked then, who cannot have a track each; leave --tracks out");
            }
            there = new TimeTrack(
                    folder.resolve("track-" + made.size() + ".raw"), span.toMillis() * (TimeTrack.RATE / 1000));
            made.put(user, there);
        }
        return there;
    }

    /** Of one that is damaged, or has been deleted since, the id and the reason are noted, and the others go on. */
    private static Optional<Path> decoded(
            AdminClient client, Ffmpeg program, String id, Path folder, List<String> leftOut) throws IOException {
        try {
            return Optional.of(decoded(client, program, id, folder));
        } catch (CommandFailed reason) {
            if (reason.exitCode() == CommandFailed.NOT_CONNECTED) {
                throw reason;
            }
            leftOut.add(id + " (" + reason.getMessage() + ")");
            return Optional.empty();
        }
    }

    private static Path decoded(AdminClient client, Ffmpeg program, String id, Path folder) throws IOException {
        Path ogg = folder.resolve("recording.ogg");
        Path raw = folder.resolve("recording.raw");
        try (InputStream bytes = client.stream(
                RecordingList.PATH + "/" + AdminClient.segment(id), Optional.empty(), AdminClient.TO_ANSWER)) {
            Files.copy(bytes, ogg, StandardCopyOption.REPLACE_EXISTING);
        }
        program.run(List.of("-f", "ogg", "-i", "file:" + ogg, "-ac", "1", "-ar", rate(), "-f", "s16le", "file:" + raw));
        return raw;
    }

    private List<String> encoding(Map<String, TimeTrack> made, Path encoded) {
        List<String> arguments = new ArrayList<>();
        for (TimeTrack track : made.values()) {
            arguments.addAll(List.of("-f", "s16le", "-ar", rate(), "-ac", "1", "-i", "file:" + track.file()));
        }
        int number = 0;
        for (String user : made.keySet()) {
            arguments.addAll(List.of("-map", number + ":a"));
            if (tracks) {
                arguments.addAll(List.of("-metadata:s:a:" + number, "title=" + user));
            }
            number++;
        }
        arguments.addAll(List.of("-metadata", "title=" + channel + " from " + from, "file:" + encoded));
        return arguments;
    }

    private static String rate() {
        return Integer.toString(TimeTrack.RATE);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
