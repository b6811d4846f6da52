package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.livechat.distribution.Ran;

/** Mistakes of those who write plug-ins: the stock server says which one, in which jar, and goes on where it can. */
@Execution(ExecutionMode.CONCURRENT)
class BrokenPluginTest {
    private static final int COULD_NOT_START = 1;
    private static final int WRONG_CONFIGURATION = 2;

    /** Needs NAME of the plug-in, SERVICE that it provides, MEMBERS of the class that does, and the module that it REQUIRES. */
    private static final String BUILD = """
            rm -rf src classes
            mkdir -p src "$LIVECHAT/plugins/$NAME"
            cat > src/module-info.java <<END
            module com.example.$NAME {
                requires $REQUIRES;
                provides $SERVICE with com.example.$NAME.Policy;
            }
            END
            cat > src/Policy.java <<END
            package com.example.$NAME;
            import org.livechat.api.floor.*;
            import org.livechat.api.part.*;
            import org.livechat.api.*;
            public final class Policy implements $SERVICE {
                $MEMBERS
            }
            END
            javac --module-path "$LIVECHAT/lib" -d classes src/*.java
            jar --create --file "$LIVECHAT/plugins/$NAME/$NAME-1.jar" -C classes .
            cat > "$LIVECHAT/plugins/$NAME/plugin.yaml" <<END
            name: $NAME
            version: "1"
            api: "1"
            description: "Is broken."
            END
            """;

    private static final String NAMED = "@Override public String name() { return \"%s\"; }\n";
    private static final String JUDGES =
            "@Override public FloorDecision judge(FloorRequest request, FloorView floor) { return FloorDecision.queue(); }";

    private static final String FAILS_WITH_ITS_SETTINGS = """
            @Override public String name() { return "hasty"; }
            @Override public FloorPolicy configured(Settings settings) { throw new IllegalStateException("no clock"); }
            """;

    @TempDir
    private Path temporary;

    private Path distribution;
    private Path work;

    @BeforeEach
    void unpack() throws IOException {
        distribution = Distribution.copyTo(temporary.resolve("livechat"));
        work = Files.createDirectory(temporary.resolve("work"));
    }

    @Test
    void a_policy_that_cannot_be_configured_is_left_out_and_named() throws Exception {
        build("hasty", FAILS_WITH_ITS_SETTINGS);
        build("sound", NAMED.formatted("sound"));
        String why = "it failed: java.lang.IllegalStateException: no clock";
        try (var server = StockServer.start("exec \"$LIVECHAT/bin/lcserver\"", work, distribution)) {
            assertThat(server.output())
                    .contains(
                            "Part hasty, a floor policy from plug-in hasty 1 (com.example.hasty.Policy in hasty-1.jar),"
                                    + " cannot be used: " + why + "; the server goes on without it")
                    .contains("Part sound: floor policy from plug-in sound 1");
            String admin = admin(server);
            assertThat(run(admin).out())
                    .containsPattern("hasty +floor policy +failed")
                    .contains(why);

            assertThat(run(admin + " reload hasty"))
                    .satisfies(refused -> assertThat(refused.exitCode()).isNotZero())
                    .satisfies(refused -> assertThat(refused.err()).contains(why, "hasty-1.jar"));
            assertThat(run(admin + " reload sound").exitCode()).isZero();

            build("hasty", NAMED.formatted("hasty"));
            assertThat(run(admin + " reload hasty").exitCode()).isZero();
            assertThat(run(admin).out()).containsPattern("hasty +floor policy +running");
        }
    }

    @Test
    void it_stops_the_start_where_something_requires_it() throws Exception {
        build("hasty", FAILS_WITH_ITS_SETTINGS);
        String why = "it failed: java.lang.IllegalStateException: no clock";
        Ran chosen = lcserver("--set floor.policy=hasty");
        assertThat(chosen.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(lastLine(chosen))
                .startsWith(
                        "lcserver: --set floor.policy=hasty: floor.policy is 'hasty', but has to be the name of a floor"
                                + " policy of this server: ")
                .endsWith("; the floor policy hasty of plug-in hasty 1 is left out: " + why);
        Ran required = lcserver("--set parts.required=http,signaling,hasty");
        assertThat(required.exitCode()).isEqualTo(COULD_NOT_START);
        assertThat(lastLine(required)).isEqualTo("lcserver: hasty: " + why);
    }

    @Test
    void a_check_counts_what_is_refused_and_fails_only_where_it_is_required() throws Exception {
        build("hasty", FAILS_WITH_ITS_SETTINGS);
        Files.writeString(
                Files.createDirectories(distribution.resolve("plugins/bad")).resolve("plugin.yaml"), "name: bad");
        Ran checked = lcserver("");
        assertThat(checked.out())
                .isEqualTo("the configuration is sound, but 1 plug-in is refused (bad) and 1 part is left out"
                        + " (floor policy hasty); the log says why\n");
        assertThat(checked.exitCode()).isZero();
        assertThat(checked.err()).contains("Plug-in bad is refused: plugin.yaml");
        Ran required = lcserver("--set plugins.required=bad");
        assertThat(required.exitCode()).isEqualTo(WRONG_CONFIGURATION);
        assertThat(required.out()).isEmpty();
        for (String key :
                new String[] {"floor.policy", "access.authenticators", "parts.required", "parts.media_plane"}) {
            assertThat(lastLine(lcserver("--set %s=bad".formatted(key))))
                    .startsWith("lcserver: --set %s=bad: %s ".formatted(key, key))
                    .contains("; plug-in bad is refused: plugin.yaml");
        }
    }

    @Test
    void what_makes_nothing_is_named_with_its_class_and_jar() throws Exception {
        build(
                "mute",
                NAMED.formatted("mute")
                        + "@Override public FloorPolicy configured(Settings settings) { return null; }");
        String gateway = "org.livechat.api.gateway.Gateway";
        build(
                "gate",
                gateway + "Provider",
                NAMED.formatted("gate")
                        + "@Override public %s create(%sContext context) { return null; }".formatted(gateway, gateway));
        build(
                "door",
                "org.livechat.api.AuthenticatorProvider",
                NAMED.formatted("door")
                        + "@Override public Authenticator create(PartContext context) { return null; }");
        assertThat(lcserver("").err())
                .contains("cannot be used: configured() of com.example.mute.Policy in mute-1.jar answered null")
                .doesNotContain("\tat ");
        try (var server = StockServer.start("exec \"$LIVECHAT/bin/lcserver\"", work, distribution)) {
            assertThat(server.output())
                    .contains("cannot be used: create() of com.example.gate.Policy in gate-1.jar answered null")
                    .doesNotContain("\tat ");
        }
        Ran chosen = lcserver("--set access.authenticators=door");
        assertThat(chosen.exitCode()).isEqualTo(COULD_NOT_START);
        assertThat(lastLine(chosen))
                .isEqualTo(
                        "lcserver: authenticator door of plug-in door 1, which access.authenticators names: create() of"
                                + " com.example.door.Policy in door-1.jar answered null");
    }

    @Test
    void what_never_returns_is_given_up_and_named_with_its_line() throws Exception {
        String gateway = "org.livechat.api.gateway.Gateway";
        String forEver = "while (true) { Thread.onSpinWait(); }";
        build(
                "gate",
                gateway + "Provider",
                NAMED.formatted("gate")
                        + "@Override public %s create(%sContext context) { %s }".formatted(gateway, gateway, forEver));
        build(
                "ward",
                gateway + "Provider",
                NAMED.formatted("ward")
                        + "@Override public %s create(%sContext context) { return new %s() { @Override public void close() { %s } }; }"
                                .formatted(gateway, gateway, gateway, forEver));
        buildPart("page", forEver);
        var server = StockServer.start("exec \"$LIVECHAT/bin/lcserver\"", work, distribution);
        try (server) {
            assertThat(server.output())
                    .contains(
                            "The HTTP part page of plug-in page 1 answers nothing over HTTP: routes() of com.example.page.Policy in"
                                    + " page-1.jar did not return within 10 s; it is at com.example.page.Policy$Page.routes, line ");
            String why = "create() of com.example.gate.Policy in gate-1.jar did not return within 10 s; it is at"
                    + " com.example.gate.Policy.create, line ";
            assertThat(server.output())
                    .contains("Part gate, a gateway from plug-in gate 1", "cannot be used: " + why)
                    .contains("Part ward: gateway from plug-in ward 1");
            assertThat(run(admin(server)).out())
                    .containsPattern("gate +gateway +failed")
                    .contains(why);
        }
        assertThat(server.output())
                .contains(
                        "The gateway ward of plug-in ward 1 did not close: close() of com.example.ward.Policy in ward-1.jar did not return"
                                + " within 10 s");
    }

    @Test
    void what_ends_the_server_is_named_before_it_does() throws Exception {
        String gateway = "org.livechat.api.gateway.Gateway";
        build(
                "gate",
                gateway + "Provider",
                NAMED.formatted("gate")
                        + "@Override public %s create(%sContext context) { System.exit(0); return null; }"
                                .formatted(gateway, gateway));
        Ran ended = run("exec \"$LIVECHAT/bin/lcserver\" --port 0 --udp-port 0");
        assertThat(lastLine(ended))
                .contains("The server ends, since com.example.gate.Policy called System.exit (create, line ")
                .endsWith(", module com.example.gate)");
    }

    @Test
    void what_it_says_forges_no_line_of_the_log() throws Exception {
        String forged =
                "{ throw new IllegalStateException(\"no \\33[31mclock\\r\\u202e\\n12:00:00.000 ERROR Forged: no line of ours\"); }";
        build(
                "hasty",
                NAMED.formatted("hasty") + "@Override public FloorPolicy configured(Settings settings) " + forged);
        assertThat(lcserver("").err())
                .containsPattern("(?m)^java.lang.IllegalStateException: no +\\[31mclock +12:00:00.000 ERROR Forged")
                .contains("\tat com.example.hasty")
                .doesNotContain("\33", "\r", "\u202e")
                .doesNotContain("\n12:00:00.000 ERROR Forged");
    }

    /** An exception that cannot be asked for its text, which loggers and futures do without a thought. */
    private static final String HOSTILE = """
            { throw new RuntimeException() {
                @Override public String getMessage() { throw new IllegalStateException("in getMessage"); }
                @Override public String toString() { throw new IllegalStateException("in toString"); }
            }; }
            """;

    @Test
    void what_cannot_say_what_it_is_is_named_by_its_class() throws Exception {
        build(
                "hasty",
                NAMED.formatted("hasty") + "@Override public FloorPolicy configured(Settings settings) " + HOSTILE);
        build("early", NAMED.formatted("early") + "static { if (true) " + HOSTILE + " }");
        String sink = "org.livechat.api.trace.TraceSink";
        build(
                "sink",
                sink + "Provider",
                NAMED.formatted("sink")
                        + "@Override public %s create(PartContext context) { return new %s() { @Override public boolean isActive() { return true; }"
                                .formatted(sink, sink)
                        + " @Override public void publish(org.livechat.api.trace.TraceEvent event) " + HOSTILE
                        + " }; }");
        try (var server = StockServer.start("exec \"$LIVECHAT/bin/lcserver\"", work, distribution)) {
            String untold = ", which fails when it is asked for its text";
            assertThat(server.output())
                    .contains("com.example.hasty.Policy$1" + untold + "; the server goes on without it")
                    .contains("Plug-in early is refused: ", "com.example.early.Policy$1" + untold)
                    .contains(
                            "The trace sink sink is told nothing any more: publish() failed: com.example.sink.Policy$1$1"
                                    + untold);
            assertThat(run(admin(server) + " reload hasty").err()).contains("com.example.hasty.Policy$1" + untold);
        }
    }

    @Test
    void two_http_parts_of_one_path_are_named_with_their_plug_ins() throws Exception {
        buildPage("one", "return callback != null;");
        buildPage("two", "return callback != null;");
        try (var server = StockServer.start("exec \"$LIVECHAT/bin/lcserver\"", work, distribution)) {
            String why =
                    "answers nothing over HTTP: its path /page is that of HTTP part one of plug-in one 1, which has /page;"
                            + " choose another one";
            assertThat(server.output()).contains("The HTTP part two of plug-in two 1 " + why);
            assertThat(run(admin(server)).out())
                    .containsPattern("two +HTTP part +running +plug-in two 1 +it " + why.replace("/", "\\/"))
                    .containsPattern("secret +authenticator +running");
        }
    }

    @Test
    void what_strangers_make_fail_is_one_line_however_often_they_ask() throws Exception {
        buildPage("page", HOSTILE);
        build(
                "door",
                "org.livechat.api.AuthenticatorProvider",
                NAMED.formatted("door")
                        + "@Override public Authenticator create(PartContext context) { return (userId, token) -> { throw new"
                        + " StackOverflowError(\"deep\"); }; }");
        try (var server = StockServer.start(
                        "exec \"$LIVECHAT/bin/lcserver\" --set access.authenticators=door", work, distribution);
                var stranger = new WhipClient(server.port(), "token")) {
            for (int i = 0; i < 3; i++) {
                var page = stranger.send("GET", "/page", "");
                assertThat(page.statusCode()).isEqualTo(500);
                assertThat(page.body()).isEqualTo("{\"error\":\"Server Error\"}");
                assertThat(stranger.post("/whip/CH_0001", WhipClient.OFFER).statusCode())
                        .isEqualTo(500);
            }
            assertThat(server.output())
                    .containsOnlyOnce(
                            "The HTTP part page of plug-in page 1 failed to answer a request: com.example.page.Policy$Page$1$1, which"
                                    + " fails when it is asked for its text; it is named again in a minute at the soonest")
                    .containsOnlyOnce(
                            "The authenticator door of plug-in door 1 lets nobody in: java.lang.StackOverflowError: deep; it is"
                                    + " named again in a minute at the soonest")
                    .doesNotContain("WARN  Response");
        }
    }

    @Test
    void a_codec_that_fails_when_somebody_offers_it_costs_its_user_nothing_but_the_codec() throws Exception {
        build("odd", "org.livechat.api.media.CodecProvider", NAMED.formatted("ODD") + """
                        @Override public org.livechat.api.media.MediaKind kind() { return org.livechat.api.media.MediaKind.VIDEO; }
                        @Override public int clockRate() { return 90000; }
                        @Override public boolean isKeyframe(byte[] payload, int offset, int length) { return false; }
                        @Override public java.util.Optional<String> answerParameters(String offered) { throw new AssertionError("boom"); }
                        """);
        String offer = WhipClient.OFFER.replace("SAVPF 96\r\n", "SAVPF 97 96\r\n") + "a=rtpmap:97 ODD/90000\r\n";
        try (var server = StockServer.start("exec \"$LIVECHAT/bin/lcserver\"", work, distribution);
                var client = new WhipClient(server.port(), StockServer.SECRET)) {
            for (String user : new String[] {"ann", "ben"}) {
                var created = client.post("/whip/CH_0001?user=" + user, offer);
                assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
                assertThat(created.body()).contains("VP8/90000").doesNotContain("ODD");
            }
            assertThat(server.output())
                    .containsOnlyOnce(
                            "The codec ODD of plug-in odd 1 is offered to nobody any more: answerParameters() failed:"
                                    + " java.lang.AssertionError: boom; lcadmin plugins reload loads a better one");
        }
    }

    @Test
    void what_is_not_in_the_contract_may_not_be_required() throws Exception {
        build(
                "deep",
                "org.livechat.api.floor.FloorPolicy",
                NAMED.formatted("deep") + JUDGES,
                "transitive org.livechat.api; requires org.livechat.core");
        assertThat(lcserver("").err())
                .contains(
                        "Plug-in deep is refused: its module com.example.deep requires org.livechat.core, but has to do with"
                                + " org.livechat.api, org.livechat.http, Jetty, org.slf4j and modules of the JDK, or bring that jar"
                                + " along");
    }

    @Test
    void what_is_no_folder_and_what_leads_nowhere_is_named() throws Exception {
        Path plugins = distribution.resolve("plugins");
        Files.writeString(plugins.resolve("mine.jar"), "");
        Files.createSymbolicLink(plugins.resolve("gone"), plugins.resolve("nowhere"));
        assertThat(lcserver("").err())
                .contains("mine.jar is not loaded: a plug-in is a folder with its jars and a plugin.yaml")
                .contains("gone is a link that leads nowhere, so there is no plug-in gone");
        assertThat(lastLine(lcserver("--set line.port=7000")))
                .isEqualTo(
                        "lcserver: --set line.port=7000: unknown key line.port; no part in lib/ reads it, and no plug-in"
                                + " that is there: where its plug-in was taken away, take out its keys");
    }

    /** An HTTP part at /page, whose handler does that. */
    private void buildPage(String name, String handles) throws Exception {
        buildPart(name, """
                return java.util.List.of(org.livechat.http.Route.exactly("/page", new org.eclipse.jetty.server.Handler.Abstract() {
                    @Override public boolean handle(org.eclipse.jetty.server.Request request,
                            org.eclipse.jetty.server.Response response, org.eclipse.jetty.util.Callback callback) { %s }
                }));
                """.formatted(handles));
    }

    /** An HTTP part whose routes() does that. */
    private void buildPart(String name, String routes) throws Exception {
        String part = "org.livechat.api.http.HttpPart";
        build(
                name,
                part + "Provider",
                NAMED.formatted(name) + """
                private record Page() implements %s, org.livechat.http.HttpRoutes {
                    @Override public java.util.List<org.livechat.http.Route> routes() { %s }
                }
                @Override public %s create(%sContext context) { return new Page(); }
                """.formatted(part, routes, part, part),
                "org.livechat.api; requires org.livechat.http; requires org.eclipse.jetty.server");
    }

    private void build(String name, String members) throws Exception {
        build(name, "org.livechat.api.floor.FloorPolicy", members + JUDGES);
    }

    private void build(String name, String service, String members) throws Exception {
        build(name, service, members, "org.livechat.api");
    }

    private void build(String name, String service, String members, String requires) throws Exception {
        Shell.run(
                "set -eu\nNAME='%s'\nSERVICE='%s'\nMEMBERS='%s'\nREQUIRES='%s'\n%s"
                        .formatted(name, service, members, requires, BUILD),
                work,
                distribution);
    }

    private Ran lcserver(String arguments) throws Exception {
        return run("\"$LIVECHAT/bin/lcserver\" --check-config " + arguments);
    }

    private Ran run(String command) throws Exception {
        return Ran.of(Shell.process(command, work, distribution).redirectErrorStream(false));
    }

    private static String admin(StockServer server) {
        return "\"$LIVECHAT/bin/lcadmin\" --port %d --token %s plugins"
                .formatted(server.port(), StockServer.ADMIN_TOKEN);
    }

    private static String lastLine(Ran ran) {
        return ran.err().lines().reduce("", (before, line) -> line);
    }
}
