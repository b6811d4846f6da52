package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.distribution.Ran;

/** Mistakes of those who write plug-ins: the stock server says which one, in which jar, and goes on where it can. */
class BrokenPluginTest {
    private static final int COULD_NOT_START = 1;
    private static final int WRONG_CONFIGURATION = 2;

    /** Needs NAME of the plug-in, SERVICE that it provides, and MEMBERS of the class that does. */
    private static final String BUILD = """
            rm -rf src classes
            mkdir -p src "$LIVECHAT/plugins/$NAME"
            cat > src/module-info.java <<END
            module com.example.$NAME {
                requires org.livechat.api;
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
            javac --module-path "$LIVECHAT"/lib/livechat-api-*.jar -d classes src/*.java
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
                                    + " failed: " + why + "; the server goes on without it")
                    .contains("Part sound: floor policy from plug-in sound 1");
            String admin = "\"$LIVECHAT/bin/lcadmin\" --port %d --token %s plugins"
                    .formatted(server.port(), StockServer.ADMIN_TOKEN);
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
                .contains("failed: configured() of com.example.mute.Policy in mute-1.jar answered null")
                .doesNotContain("\tat ");
        try (var server = StockServer.start("exec \"$LIVECHAT/bin/lcserver\"", work, distribution)) {
            assertThat(server.output())
                    .contains("failed: create() of com.example.gate.Policy in gate-1.jar answered null")
                    .doesNotContain("\tat ");
        }
        Ran chosen = lcserver("--set access.authenticators=door");
        assertThat(chosen.exitCode()).isEqualTo(COULD_NOT_START);
        assertThat(lastLine(chosen))
                .isEqualTo(
                        "lcserver: authenticator door of plug-in door 1, which access.authenticators names: create() of"
                                + " com.example.door.Policy in door-1.jar answered null");
    }

    private void build(String name, String members) throws Exception {
        build(name, "org.livechat.api.floor.FloorPolicy", members + JUDGES);
    }

    private void build(String name, String service, String members) throws Exception {
        Shell.run(
                "set -eu\nNAME='%s'\nSERVICE='%s'\nMEMBERS='%s'\n%s".formatted(name, service, members, BUILD),
                work,
                distribution);
    }

    private Ran lcserver(String arguments) throws Exception {
        return run("\"$LIVECHAT/bin/lcserver\" --check-config " + arguments);
    }

    private Ran run(String command) throws Exception {
        return Ran.of(Shell.process(command, work, distribution).redirectErrorStream(false));
    }

    private static String lastLine(Ran ran) {
        return ran.err().lines().reduce("", (before, line) -> line);
    }
}
