package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.distribution.Person;

/** A plug-in is loaded anew while the stock server runs: channels go on, and nothing of the old one stays. */
class ReloadTest {
    /** Needs VERSION, which its policy tells whoever it denies, and EXTRA, which stands in the class's body. */
    private static final String BUILD = """
            rm -rf src classes
            mkdir -p src/com/example/swap "$LIVECHAT/plugins/swap"
            cat > src/module-info.java <<'END'
            module com.example.swap {
                requires org.livechat.api;
                // All modules of the JDK that docs/kit.md names.
                requires java.logging;
                requires java.management;
                requires java.naming;
                requires java.net.http;
                requires java.sql;
                requires java.xml;
                provides org.livechat.api.floor.FloorPolicy with com.example.swap.Swap;
                provides org.livechat.api.media.CodecProvider with com.example.swap.Codec;
            }
            END
            cat > src/com/example/swap/Swap.java <<END
            package com.example.swap;
            import java.util.List;
            import org.livechat.api.FloorDenyCause;
            import org.livechat.api.floor.*;
            import org.livechat.api.part.*;
            public final class Swap implements FloorPolicy {
                private static final Setting<String> WORD = Setting.text("word", "nothing", "What is said.");
                private final String word;
                public Swap() { this("unset"); }
                private Swap(String word) { this.word = word; }
                $EXTRA
                @Override public String name() { return "swap"; }
                @Override public List<Setting<?>> settings() { return List.of(WORD); }
                @Override public FloorPolicy configured(Settings settings) { return new Swap(settings.get(WORD)); }
                @Override public FloorDecision judge(FloorRequest request, FloorView floor) {
                    if (request.userId().equals("ann")) {
                        return floor.talker().isEmpty() ? FloorDecision.grant() : FloorDecision.queue();
                    }
                    return FloorDecision.deny(FloorDenyCause.OTHER, "$VERSION says " + word);
                }
            }
            END
            cat > src/com/example/swap/Codec.java <<END
            package com.example.swap;
            import org.livechat.api.media.*;
            public final class Codec implements CodecProvider {
                @Override public String name() { return "SWAP-$VERSION"; }
                @Override public MediaKind kind() { return MediaKind.AUDIO; }
                @Override public int clockRate() { return 8000; }
                @Override public boolean isKeyframe(byte[] payload, int offset, int length) { return true; }
            }
            END
            javac --module-path "$LIVECHAT"/lib/livechat-api-*.jar -d classes \\
              src/module-info.java src/com/example/swap/Swap.java src/com/example/swap/Codec.java
            jar --create --file "$LIVECHAT/plugins/swap/swap.jar" -C classes .
            cat > "$LIVECHAT/plugins/swap/plugin.yaml" <<END
            name: swap
            version: "$VERSION"
            api: "1"
            description: "Is replaced."
            END
            """;

    private static final Pattern LAYERS =
            Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+jdk\\.internal\\.loader\\.Loader\\b");
    private static final Duration LONGEST_COLLECTION = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path temporary;

    private Path distribution;
    private Path work;

    @BeforeEach
    void unpack() throws IOException {
        distribution = Distribution.copyTo(temporary.resolve("livechat"));
        work = Files.createDirectory(temporary.resolve("work"));
    }

    @AfterEach
    void hangUp() {
        http.close();
    }

    @Test
    void a_burst_goes_on_under_the_old_policy_and_the_next_request_is_judged_by_the_new_one() throws Exception {
        build("one", "");
        configure("hello");
        try (var server = start();
                var ann = member(server, "ann");
                var ben = member(server, "ben")) {
            assertThat(denied(ben)).contains("one says hello");
            int layers = layers(server);

            request(ann);
            ann.await("\"op\":50,");
            build("two", "");
            configure("goodbye");
            HttpResponse<String> reloaded = reload(server, "swap");
            assertThat(reloaded.statusCode()).as(reloaded.body()).isEqualTo(200);
            assertThat(reloaded.body()).contains("\"version\":\"two\"", "floor policy swap", "codec SWAP-two");

            // Her burst goes on, and who asks meanwhile is judged by the policy that let her talk.
            assertThat(denied(ben)).contains("one says hello");
            ann.send("{\"op\":31,\"d\":{\"channel_id\":\"CH_0001\"}}");
            ben.await("\"op\":54,");
            assertThat(denied(ben)).contains("two says goodbye");
            assertThat(get(server, "/admin/parts"))
                    .contains("SWAP-two", "\"floor.swap.word\":\"goodbye\"")
                    .doesNotContain("SWAP-one");

            long end = System.nanoTime() + LONGEST_COLLECTION.toNanos();
            int left = layers(server);
            while (left > layers && System.nanoTime() < end) {
                // Each look collects garbage.
                left = layers(server);
            }
            assertThat(left)
                    .as("class loaders of plug-ins after the old one was let go")
                    .isEqualTo(layers);
        }
    }

    @Test
    void a_bad_one_changes_nothing_and_says_why() throws Exception {
        build("one", "");
        configure("hello");
        try (var server = start();
                var ben = member(server, "ben")) {
            Files.writeString(distribution.resolve("plugins/swap/swap.jar"), "no jar");
            assertRefused(server, "swap", "swap.jar");

            build("two", "static { if (true) { throw new IllegalStateException(\"no licence\"); } }");
            assertRefused(server, "swap", "could not be");

            build("three", "");
            Files.writeString(work.resolve("livechat.yaml"), "floor: {policy: swap, swap: {wrod: x}}");
            assertRefused(server, "swap", "unknown key floor.swap.wrod; did you mean floor.swap.word?");

            assertRefused(server, "none", "there is no folder");
            assertThat(denied(ben)).contains("one says hello");
            assertThat(get(server, "/admin/plugins")).contains("\"version\":\"one\"");
        }
    }

    @Test
    void a_plug_in_that_was_not_there_at_the_start_is_added() throws Exception {
        Files.writeString(work.resolve("livechat.yaml"), "");
        try (var server = start();
                var ann = new Person(server.port(), StockServer.SECRET, "ann")) {
            build("one", "");
            assertThat(reload(server, "swap").statusCode()).isEqualTo(200);
            ann.send("{\"op\":10,\"d\":{\"channel_id\":\"SWAP\",\"freq\":\"0666\",\"channel_name\":\"Swap\","
                    + "\"floor\":{\"policy\":\"swap\"}}}");
            assertThat(ann.await("\"op\":200,")).contains("SWAP");
        }
    }

    private void build(String version, String extra) throws Exception {
        Shell.run("set -eu\nVERSION='%s'\nEXTRA='%s'\n%s".formatted(version, extra, BUILD), work, distribution);
    }

    /** Nobody pings here, and building a plug-in takes longer than the stock server waits. */
    private void configure(String word) throws IOException {
        Files.writeString(
                work.resolve("livechat.yaml"),
                "floor: {ping_timeout: 60s, policy: swap, swap: {word: %s}}".formatted(word));
    }

    private StockServer start() throws IOException {
        return StockServer.start("exec \"$LIVECHAT/bin/lcserver\" --config livechat.yaml", work, distribution);
    }

    private static Person member(StockServer server, String userId) throws InterruptedException {
        var person = new Person(server.port(), StockServer.SECRET, userId);
        person.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0001\",\"ssrc\":1}}");
        person.await("\"op\":200,");
        return person;
    }

    private static void request(Person person) {
        person.send("{\"op\":30,\"d\":{\"channel_id\":\"CH_0001\"}}");
    }

    private static String denied(Person person) throws InterruptedException {
        request(person);
        return person.await("\"op\":51,");
    }

    private HttpResponse<String> reload(StockServer server, String name) throws Exception {
        return send(
                server,
                HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()),
                "/admin/plugins/" + name + "/reload");
    }

    private void assertRefused(StockServer server, String name, String reason) throws Exception {
        HttpResponse<String> answer = reload(server, name);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("plug-in " + name + " is not loaded anew", reason);
    }

    private String get(StockServer server, String path) throws Exception {
        HttpResponse<String> answer = send(server, HttpRequest.newBuilder(), path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(StockServer server, HttpRequest.Builder request, String path) throws Exception {
        return http.send(
                request.uri(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Authorization", "Bearer " + StockServer.ADMIN_TOKEN)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** How many class loaders of plug-in layers live, after a collection. */
    private static int layers(StockServer server) throws IOException {
        Process look = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(server.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(look.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher row = LAYERS.matcher(histogram);
        assertThat(row.find())
                .as(histogram.lines().limit(5).toList().toString())
                .isTrue();
        return Integer.parseInt(row.group(1));
    }
}
