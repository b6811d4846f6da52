package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.distribution.Installation;
import org.livechat.distribution.Ran;
import org.livechat.distribution.ServerProcess;

/**
 * The first hour of an operator: unpack, start, talk, look, take the floor away, add a plug-in. As a user who is nobody,
 * in an empty folder, with no Java on the path.
 */
@Tag("archive")
@Timeout(300)
class ArchiveJourneyTest {
    private static final String CHANNEL = "CH_0001";

    @Test
    void from_the_archive_to_a_conversation_and_a_plug_in_of_ones_own() throws Exception {
        try (var installation = Installation.unpack()) {
            Path folder = installation.folder("empty");
            Path plugins = installation.folder("own plug-ins");
            var environment = Map.of("LIVECHAT_PLUGINS_FOLDER", plugins.toString());
            try (var server = ServerProcess.start(installation, folder, environment)) {
                talk(installation, folder, server);
                assertThat(lcadmin(installation, folder, server, "plugins")).contains("(none)");
                server.terminate();
                assertThat(server.exitCode()).isZero();
            }
            drop(installation.home().resolve("plugins/floor-dispatcher"), plugins.resolve("floor-dispatcher"));
            try (var server = ServerProcess.start(installation, folder, environment)) {
                assertThat(lcadmin(installation, folder, server, "plugins"))
                        .containsPattern("(?m)^floor-dispatcher +loaded +\\S+ +floor policy dispatcher +-$");
            }
        }
    }

    private static void talk(Installation installation, Path folder, ServerProcess server) throws IOException {
        try (var ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
                var ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN)) {
            for (BrowserPerson person : List.of(ada, ben)) {
                person.enter(server.consoleLink(), CHANNEL);
                person.openEyesAndEars();
            }
            long begin = System.currentTimeMillis();
            ada.talk();
            ben.waitFor(begin, some -> some.hears(Tone.A4), "Ada's voice");

            assertThat(lcadmin(installation, folder, server, "status").lines().toList())
                    .element(1)
                    .asString()
                    .matches("\\S+ +2 +4 +2 +1");
            assertThat(lcadmin(installation, folder, server, "floor-revoke", CHANNEL))
                    .isEqualTo("the floor of CH_0001 was taken from Ada\n");
            ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
            ada.waitUntilTextIs("ptt-label", label -> !label.equals("Talking"));
            ada.letGo();
            ben.waitFor(System.currentTimeMillis(), Sample::hearsNothing, "silence");
        }
        assertThat(traceUntil(" 52 S→C FLOOR_REVOKE", installation, folder, server))
                .anyMatch(line -> line.matches(".* 30 C→S FLOOR_REQUEST +Ada +CH_0001 .*"))
                .anyMatch(line -> line.matches(".* 50 S→C FLOOR_GRANTED +Ada +CH_0001 .*"));
    }

    private static String lcadmin(Installation installation, Path folder, ServerProcess server, String... what)
            throws IOException {
        String[] arguments = Stream.concat(Stream.of("--port", Integer.toString(server.port())), Stream.of(what))
                .toArray(String[]::new);
        Ran ran = Ran.of(installation.command(folder, Map.of(), "lcadmin", arguments));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        return ran.out();
    }

    /** What lctrace shows of before, up to an event that has to come. */
    private static List<String> traceUntil(String event, Installation installation, Path folder, ServerProcess server)
            throws IOException {
        Process lctrace = installation
                .command(
                        folder,
                        Map.of(),
                        "lctrace",
                        "--port",
                        Integer.toString(server.port()),
                        "--last",
                        "1000",
                        "--follow")
                .start();
        try (var lines = lctrace.inputReader(StandardCharsets.UTF_8)) {
            return lines.lines().takeWhile(line -> !line.contains(event)).toList();
        } finally {
            lctrace.destroy();
        }
    }

    private static void drop(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }
}
