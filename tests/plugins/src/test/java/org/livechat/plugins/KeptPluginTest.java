package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.distribution.Person;

/**
 * A plug-in that was compiled when version 1 of the contract was recorded, kept as that jar, is at home in today's server. Its
 * sources are beside it in {@code kept/}; {@code -Dlivechat.contract=record} compiles them anew, which is right only while
 * version 1 is released to nobody.
 */
class KeptPluginTest {
    private static final Path SOURCES = Path.of("src/test/resources/kept").toAbsolutePath();
    private static final Path JAR = SOURCES.resolve("kept-1.jar");

    @TempDir
    private Path temporary;

    @Test
    void each_of_its_parts_does_what_it_did() throws Exception {
        Path distribution = Distribution.copyTo(temporary.resolve("livechat"));
        Path work = Files.createDirectory(temporary.resolve("work"));
        if ("record".equals(System.getProperty("livechat.contract"))) {
            record(work, distribution);
        }
        Path plugin = Files.createDirectories(distribution.resolve("plugins/kept"));
        Files.copy(JAR, plugin.resolve("kept.jar"));
        Files.writeString(
                plugin.resolve("plugin.yaml"),
                "{name: kept, version: \"1.0\", api: \"1\", description: \"Compiled long ago.\"}");
        String start = "exec \"$LIVECHAT/bin/lcserver\" --set floor.policy=chairman"
                + " --set access.authenticators=secret,badges --set access.badges.badge=kept";
        try (var server = StockServer.start(start, work, distribution);
                var http = HttpClient.newHttpClient();
                var guest = new Person(server.port(), "kept", "guest")) {
            guest.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0001\",\"ssrc\":1}}");
            guest.await("\"op\":200,");
            guest.send("{\"op\":30,\"d\":{\"channel_id\":\"CH_0001\"}}");
            assertThat(guest.await("\"op\":51,")).contains("only the chairman talks, to 1");

            assertThat(get(http, server, "/knock")).isEqualTo("{\"members\":2}");
            assertThat(get(http, server, "/break-in")).isEqualTo("{\"answer\":\"INVALID_TOKEN\"}");
            assertThat(get(http, server, "/board")).isEqualTo("{\"channels\":4,\"events\":true}");
            assertThat(get(http, server, "/admin/parts"))
                    .contains("\"WHISTLE\"", "\"chairman\"", "\"tally\"", "\"board\"", "\"door\"", "\"badges\"")
                    .contains("\"access.badges.badge\":\"kept\"")
                    .doesNotContain("\"failed\"");
        }
    }

    private static String get(HttpClient http, StockServer server, String path)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + StockServer.ADMIN_TOKEN)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void record(Path work, Path distribution) throws IOException, InterruptedException {
        Shell.run("""
                set -eu
                javac --release 25 --module-path "$LIVECHAT/lib" -d classes $(find '%s' -name '*.java')
                jar --create --date=2026-01-01T00:00:00Z --file '%s' -C classes .
                """.formatted(SOURCES, JAR), work, distribution);
    }
}
