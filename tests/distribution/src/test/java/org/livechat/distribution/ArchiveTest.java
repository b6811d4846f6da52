package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What is in the archive, and that nothing of whoever built it is. */
@TestInstance(Lifecycle.PER_CLASS)
class ArchiveTest {
    private static final Pattern ENTRY =
            Pattern.compile("([d-])(rwxr-xr-x|rw-r--r--) 0/0 +\\d+ 2026-11-23 00:00:00 livechat-[^/]+/.*");

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)");

    private Installation installation;

    @BeforeAll
    void unpack() throws IOException {
        installation = Installation.unpack();
    }

    @AfterAll
    void remove() throws IOException {
        installation.close();
    }

    @Test
    void has_everything_in_its_place() throws IOException {
        for (String file : List.of(
                "bin/lcserver",
                "bin/lcadmin",
                "bin/lctrace",
                "config/livechat.yaml",
                "config/logback.xml",
                "plugins/floor-fifo/plugin.yaml",
                "docs/operations.md",
                "systemd/livechat.service",
                "docker/Dockerfile",
                "LICENSE",
                "README.md",
                "runtime/legal/java.base/LICENSE")) {
            assertThat(installation.home().resolve(file)).isNotEmptyFile();
        }
    }

    /** What people read beside the server leads to what is there. */
    @Test
    void every_link_of_its_pages_leads_to_a_file_in_it() throws IOException {
        try (Stream<Path> files = Files.walk(installation.home())) {
            List<Path> pages =
                    files.filter(file -> file.toString().endsWith(".md")).toList();
            assertThat(pages).hasSizeGreaterThan(15);
            for (Path page : pages) {
                assertThat(LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)))
                        .as(page.toString())
                        .allSatisfy(
                                link -> assertThat(page.resolveSibling(link)).exists());
            }
        }
    }

    /** With the fixed order of the archiver and a runtime that jlink makes the same each time, two builds are alike. */
    @Test
    void every_entry_has_the_same_owner_time_and_mode_whoever_builds_it() throws IOException {
        Ran listed = Ran.of(new ProcessBuilder(
                "env",
                "TZ=UTC",
                "tar",
                "--numeric-owner",
                "--full-time",
                "-tvzf",
                Installation.archive().toString()));
        assertThat(listed.out().lines()).hasSizeGreaterThan(200).allMatch(ENTRY.asMatchPredicate());
    }

    @Test
    void every_library_is_named_with_its_licence() throws IOException {
        String notices = Files.readString(installation.home().resolve("THIRD-PARTY.txt"));
        try (Stream<Path> jars = Files.list(installation.home().resolve("lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString())
                            .filter(name -> name.endsWith(".jar") && !name.startsWith("livechat-")))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(name -> assertThat(notices)
                            .containsPattern("(?m)^\\Q" + name + "\\E\n    .*\n    licence: \\S.*$"));
        }
        assertThat(notices).doesNotContainIgnoringCase("unknown");
    }

    @Test
    void the_runtime_has_modules_of_the_jdk_and_no_others() throws IOException {
        Path java = installation.home().resolve("runtime/bin/java");
        Ran ran = Ran.of(new ProcessBuilder(java.toString(), "--list-modules"));
        assertThat(ran.out().lines())
                .hasSizeGreaterThan(10)
                .allMatch(module -> module.startsWith("java.") || module.startsWith("jdk."));
    }

    /** The flags of bin/ have to be those of an archive of classes, or a start takes longer and nothing says why. */
    @Test
    void the_flags_of_the_server_find_their_archived_classes() throws IOException {
        Ran ran = Ran.of(installation.command(
                installation.folder("flags"),
                Map.of("LIVECHAT_JAVA_OPTS", "-Xshare:on -Xlog:disable -Xlog:all=error"),
                "lcserver",
                "--version"));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("livechat ");
        assertThat(ran.exitCode()).isZero();
    }
}
