package org.livechat.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code lcadmin recordings}: what was said in recorded channels. */
@Command(
        name = "recordings",
        subcommands = ExportCommand.class,
        mixinStandardHelpOptions = true,
        description =
                "What was said in channels that are recorded. That one was fetched is in the server's log and trace.")
final class RecordingsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @ParentCommand
    private @Nullable LcAdmin admin;

    @Override
    public void run() {
        throw new ParameterException(
                Optional.ofNullable(spec).orElseThrow().commandLine(),
                "say what to do, such as: lcadmin recordings list");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "The latest ones, those before a number, or with --day all of a day in the order of time.",
                "With --csv all there are, the latest first, unless --limit or --before asks for some of them."
            })
    void list(
            @Option(names = "--channel", paramLabel = "ID") @Nullable String channel,
            @Option(names = "--user", paramLabel = "ID") @Nullable String user,
            @Option(
                            names = "--indicator",
                            paramLabel = "INDICATOR",
                            description = "normal, broadcast, imminent_peril or emergency.")
                    @Nullable
                    String indicator,
            @Option(
                            names = "--from",
                            paramLabel = "TIME",
                            converter = Moment.class,
                            description = "Began then or later: Unix time in ms, or such as 2026-11-30T20:04, here.")
                    @Nullable
                    Instant from,
            @Option(names = "--to", paramLabel = "TIME", converter = Moment.class, description = "Began before then.")
                    @Nullable
                    Instant to,
            @Option(
                            names = "--day",
                            paramLabel = "DATE",
                            converter = Day.class,
                            description = "All of a day here, such as 2026-11-30.")
                    @Nullable
                    LocalDate day,
            @Option(names = "--before", paramLabel = "NUMBER", description = "Of a list's last one: those behind it.")
                    @Nullable
                    Long before,
            @Option(names = "--limit", paramLabel = "COUNT", description = "1 to 100, 50 if it is left out.") @Nullable
                    Integer limit,
            @Option(names = "--csv", description = "As comma-separated values (RFC 4180), for a table.") boolean csv) {
        if (day != null && Stream.of(from, to, before, limit).anyMatch(Objects::nonNull)) {
            throw CommandFailed.wrongUsage(
                    "--day is all of a day, and goes without --from, --to, --before and --limit");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw CommandFailed.wrongUsage(
                    "--to has to be later than --from: nothing begins from " + from + " on and before " + to);
        }
        if (csv && lcadmin().isJson()) {
            throw CommandFailed.wrongUsage("--csv and --json are two forms of the same list: choose one");
        }
        var list = new RecordingList(lcadmin().client())
                .with("channel", channel)
                .with("user", user)
                .with("indicator", indicator)
                .with("from", from)
                .with("to", to)
                .with("before", before)
                .with("limit", limit);
        if (csv && day == null && before == null && limit == null) {
            lcadmin().print(RecordingTable.head());
            list.pages(page -> lcadmin().print(RecordingTable.lines(page)));
            return;
        }
        JsonNode found = day == null ? list.page() : ofDay(list, day);
        if (csv) {
            lcadmin().print(RecordingTable.head() + RecordingTable.lines(found));
        } else {
            lcadmin().show(found, AdminTables::recordings);
        }
        if (found.path("before").isNumber()) {
            lcadmin()
                    .warn(
                            "there are more: --before %s lists those behind the last one, --day all of a day, and --csv all without --limit and --before"
                                    .formatted(found.path("before").asString("")));
        }
    }

    private static JsonNode ofDay(RecordingList list, LocalDate day) {
        ZoneId here = ZoneId.systemDefault();
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.putArray("recordings")
                .addAll(list.with("from", day.atStartOfDay(here).toInstant())
                        .with("to", day.plusDays(1).atStartOfDay(here).toInstant())
                        .all());
        return all;
    }

    @Command(mixinStandardHelpOptions = true, description = "Write one into a file, of Ogg Opus.")
    void get(
            @Parameters(paramLabel = "ID") String id,
            @Parameters(paramLabel = "FILE", arity = "0..1", description = "ID.ogg if it is left out; a new one.")
                    @Nullable
                    Path file) {
        String segment = AdminClient.segment(id);
        Path target = file == null ? Path.of(segment + ".ogg") : file;
        NewFile.require(target);
        try (InputStream bytes = lcadmin().client().stream(
                RecordingList.PATH + "/" + segment, Optional.empty(), AdminClient.TO_ANSWER)) {
            copy(bytes, target);
        } catch (FileAlreadyExistsException _) {
            throw CommandFailed.wrongUsage("there is a file " + target + " already; choose another name");
        } catch (IOException e) {
            throw NewFile.failed("the recording", target, e);
        }
        ObjectNode done = JsonNodeFactory.instance.objectNode();
        done.put("file", target.toString());
        lcadmin().done(done, "written to " + target);
    }

    /** What is cut off on its way leaves no file. */
    private static void copy(InputStream bytes, Path target) throws IOException {
        Path part = Files.createTempFile(target.toAbsolutePath().getParent(), "." + target.getFileName(), ".part");
        try {
            Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Look whether anybody has changed, removed or put in a recording or its row; exit code 1 if so.",
                "Who keeps the head elsewhere can tell, too, that nobody has made the whole register anew."
            })
    void verify() {
        Set<String> problems = new LinkedHashSet<>();
        long rows = 0;
        long files = 0;
        long after = 0;
        String head = "";
        while (true) {
            JsonNode some = lcadmin().client().get(RecordingList.PATH + "/verify?after=" + after);
            some.path("problems").forEach(problem -> problems.add(problem.asString("")));
            if (some.path("rows").asLong(0) == 0) {
                break;
            }
            rows += some.path("rows").asLong(0);
            files += some.path("files").asLong(0);
            after = some.path("last").asLong(0);
            head = some.path("head").asString("");
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("rows", rows).put("files", files).put("head", head);
        problems.forEach(result.putArray("problems")::add);
        String read = Count.of(rows, "row") + " and " + Count.of(files, "file");
        String none = "there are no recordings in the register";
        if (problems.isEmpty()) {
            lcadmin().done(result, rows == 0 ? none : read + " are as they were written; head " + head);
            return;
        }
        lcadmin().show(result, (_, screen) -> problems.forEach(problem -> screen.line(HarmlessText.of(problem))));
        String found = Count.of(problems.size(), "problem");
        throw CommandFailed.serverSaidNo(
                rows == 0 ? found + "; " + none : "%s in %s; head %s".formatted(found, read, head));
    }

    LcAdmin lcadmin() {
        return Optional.ofNullable(admin).orElseThrow();
    }
}
