package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starts where nothing can be written, as on a disk that is full, and what is left of them when there is room again. */
class FullDiskTest {
    private static final int COULD_NOT_START = 1;
    private static final int COMMAND_FAILED = 2;

    /** A collector whose heap is no file. */
    private static final Map<String, String> ANYWHERE = Map.of(
            "LIVECHAT_JAVA_OPTS", "-XX:+UseSerialGC -XX:-UsePerfData",
            "LIVECHAT_HTTP_HOST", "127.0.0.1",
            "LIVECHAT_HTTP_PORT", "0",
            "LIVECHAT_MEDIA_HOST", "127.0.0.1",
            "LIVECHAT_MEDIA_PORT", "0");

    private Installation installation;
    private Path folder;

    @BeforeEach
    void unpack() throws IOException {
        installation = Installation.unpack();
        folder = installation.folder("full");
    }

    @AfterEach
    void remove() throws IOException {
        installation.close();
    }

    /** No file may have a byte. */
    private Ran withoutRoom(String name, String... arguments) throws IOException {
        ProcessBuilder command = installation.command(folder, ANYWHERE, name, arguments);
        command.command().addAll(0, List.of("sh", "-euc", "ulimit -f 0; exec \"$0\" \"$@\""));
        return Ran.of(command);
    }

    @Test
    void the_first_start_says_what_is_wrong_and_leaves_nothing_in_the_way_of_the_next() throws Exception {
        Ran failed = withoutRoom("lcserver");
        assertThat(failed.exitCode()).isEqualTo(COULD_NOT_START);
        assertThat(failed.err())
                .contains("lcserver: data/secret: cannot be kept there (")
                .contains("make the folder writable, set data: to another, or set LIVECHAT_SECRET")
                .doesNotContain("\tat ");
        try (Stream<Path> left = Files.list(folder.resolve("data"))) {
            assertThat(left).isEmpty();
        }
        try (var server = ServerProcess.start(installation, folder, Map.of())) {
            assertThat(server.token()).hasSizeGreaterThan(20);
        }
    }

    @Test
    void a_new_key_leaves_the_others_where_they_are() throws Exception {
        String first = "token-key first.jwk --jwks keys.json --kid first";
        assertThat(lcadmin(first).exitCode()).isZero();
        String keys = Files.readString(folder.resolve("keys.json"));
        Ran failed = withoutRoom("lcadmin", "token-key", "second.jwk", "--jwks", "keys.json", "--kid", "second");
        assertThat(failed.exitCode()).isEqualTo(COMMAND_FAILED);
        assertThat(failed.err()).contains("second.jwk cannot be written");
        assertThat(folder.resolve("keys.json")).hasContent(keys);
        assertThat(folder.resolve("second.jwk")).doesNotExist();
        assertThat(lcadmin(first.replace("first", "second")).exitCode()).isZero();
        assertThat(folder.resolve("keys.json")).content().contains("\"first\"", "\"second\"");
    }

    private Ran lcadmin(String arguments) throws IOException {
        return Ran.of(installation.command(folder, ANYWHERE, "lcadmin", arguments.split(" ")));
    }
}
