package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.server.capture.CaptureFile;
import org.livechat.server.config.Overrides;
import org.livechat.server.kit.Blueprint;
import org.livechat.tools.LcAdmin;
import tools.jackson.databind.JsonNode;

/** What floors of a running server decide, written down from the middle of a burst on, and decided again elsewhere. */
@Timeout(120)
class CaptureTest {
    @TempDir
    private Path data;

    private static String lcadmin(WholeServer server, int exitCode, String... arguments) {
        StringWriter out = new StringWriter();
        int exited = LcAdmin.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(Stream.concat(
                                Stream.of("--port", Integer.toString(server.port()), "--token", WholeServer.ADMIN),
                                Stream.of(arguments))
                        .toArray(String[]::new));
        assertThat(exited).as(out.toString()).isEqualTo(exitCode);
        return out.toString();
    }

    private static CaptureFile.Outcome replay(String capture) throws Exception {
        Blueprint blueprint = Blueprint.read(Optional.empty(), new Overrides(Map.of()), Path.of(""));
        return CaptureFile.replay(new BufferedReader(new StringReader(capture)), blueprint::policy);
    }

    @Test
    void what_was_captured_is_decided_again_the_same_and_what_was_changed_is_named() throws Exception {
        Path file;
        try (WholeServer server = new WholeServer(Map.of("data", data.toString(), "floor.profile", "mcptt"))) {
            TestClient ann = server.member("ann", "CH_0001");
            TestClient bob = server.member("bob", "CH_0001");
            TestClient cem = server.member("cem", "CH_0002");
            ann.channelRequest(30, "CH_0001");
            ann.await(50);

            assertThat(lcadmin(server, 0, "capture")).contains("nothing has been captured");
            assertThat(lcadmin(server, 0, "capture", "begin")).contains("which goes on, with 0 inputs so far");
            assertThat(lcadmin(server, 1, "capture", "begin")).contains("a capture runs already");
            bob.channelRequest(30, "CH_0001");
            bob.await(55);
            ann.channelRequest(32, "CH_0001");
            ann.await(56);
            ann.channelRequest(31, "CH_0001");
            bob.await(50);
            bob.send("{'op':32,'d':{'channel_id':'CH_0001'}}");
            bob.await(56);
            cem.channelRequest(30, "CH_0002");
            cem.await(51);
            server.admin("POST", "/admin/floor-revoke/CH_0001", "", 200);
            bob.await(52);
            bob.close();
            ann.awaitEvent("leave");
            lcadmin(server, 0, "capture", "end");
            lcadmin(server, 1, "capture", "end");
            JsonNode ended = server.look("/admin/capture").get("latest");
            assertThat(ended.get("running").booleanValue()).isFalse();
            file = Path.of(ended.get("file").stringValue());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String capture = Files.readString(file);
        assertThat(capture).contains("\"is\":\"Granted\"", "\"is\":\"Leave\"").doesNotContain(WholeServer.SECRET);

        CaptureFile.Outcome outcome = replay(capture);
        assertThat(outcome.difference()).isEmpty();
        // Others may have had a timer meanwhile.
        assertThat(outcome.channels()).isGreaterThanOrEqualTo(2);
        assertThat(outcome.inputs()).isGreaterThanOrEqualTo(7);
        assertThat(replay(capture)).isEqualTo(outcome);

        assertThat(replay(capture.replace(
                                "\"is\":\"Denied\",\"userId\":\"cem\"", "\"is\":\"Denied\",\"userId\":\"ann\""))
                        .difference()
                        .orElseThrow())
                .contains("channel CH_0002", "it decided", "and decides now");
        assertThatThrownBy(() -> replay("{}\n")).hasMessage("line 1: it is no capture of lcadmin capture");
        assertThatThrownBy(() -> replay(capture.replace("\"policy\":\"priority\"", "\"policy\":\"absent\"")))
                .hasMessageContaining("there is no policy 'absent' here");
    }
}
