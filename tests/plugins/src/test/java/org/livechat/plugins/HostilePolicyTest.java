package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.distribution.Person;

/** A plug-in's policy that throws, answers nothing, or never ends costs its own channel an answer and nobody anything else. */
class HostilePolicyTest {
    private static final String BUILD = """
            mkdir -p src/com/example/rogue "$LIVECHAT/plugins/rogue"
            cat > src/module-info.java <<'END'
            module com.example.rogue {
                requires org.livechat.api;
                provides org.livechat.api.floor.FloorPolicy with com.example.rogue.Rogue;
            }
            END
            cat > src/com/example/rogue/Rogue.java <<'END'
            package com.example.rogue;
            import org.livechat.api.floor.*;
            public final class Rogue implements FloorPolicy {
                @Override public String name() { return "rogue"; }
                @Override public FloorDecision judge(FloorRequest request, FloorView floor) {
                    switch (request.userId()) {
                        case "thrower": throw new IllegalStateException("as it likes");
                        case "nobody": return null;
                        case "looper": for (long i = 0; ; i++) { if (i < 0) { i = 0; } }
                        default: return FloorDecision.grant();
                    }
                }
            }
            END
            javac --module-path "$LIVECHAT"/lib/livechat-api-*.jar -d classes \
              src/module-info.java src/com/example/rogue/Rogue.java
            jar --create --file "$LIVECHAT/plugins/rogue/rogue.jar" -C classes .
            cat > "$LIVECHAT/plugins/rogue/plugin.yaml" <<'END'
            name: rogue
            version: "1.0"
            api: "1"
            description: "Misbehaves."
            END
            """;

    private static final String ROGUE_CHANNEL = "{\"op\":10,\"d\":{\"channel_id\":\"ROGUE\",\"freq\":\"0666\","
            + "\"channel_name\":\"Rogue\",\"floor\":{\"policy\":\"rogue\"}}}";

    @TempDir
    private Path temporary;

    @Test
    void others_talk_and_time_out_as_if_it_were_not_there() throws Exception {
        Path distribution = Distribution.copyTo(temporary.resolve("livechat"));
        Path work = Files.createDirectory(temporary.resolve("work"));
        Shell.run(BUILD, work, distribution);
        try (var server = StockServer.start(
                        "exec \"$LIVECHAT/bin/lcserver\" --set floor.max_talk=1s", work, distribution);
                var thrower = new Person(server.port(), StockServer.SECRET, "thrower");
                var nobody = new Person(server.port(), StockServer.SECRET, "nobody");
                var looper = new Person(server.port(), StockServer.SECRET, "looper");
                var ann = new Person(server.port(), StockServer.SECRET, "ann");
                var ben = new Person(server.port(), StockServer.SECRET, "ben")) {
            ann.send(ROGUE_CHANNEL);
            ann.await("\"op\":200,");
            for (Person rogue : List.of(thrower, nobody, looper, ann)) {
                join(rogue, "ROGUE");
            }
            join(ben, "CH_0001");

            request(looper, "ROGUE");
            request(ben, "CH_0001");
            assertThat(ben.await("\"op\":50,")).contains("CH_0001");
            assertThat(ben.await("\"op\":52,")).contains("max_duration");
            for (Person rogue : List.of(thrower, nobody)) {
                request(rogue, "ROGUE");
            }
            for (Person rogue : List.of(looper, thrower, nobody)) {
                assertThat(rogue.await("\"op\":51,")).contains("\"cause\":2");
            }
            request(ann, "ROGUE");
            assertThat(ann.await("\"op\":50,")).contains("ROGUE");
        }
    }

    private static void join(Person person, String channel) throws InterruptedException {
        person.send("{\"op\":11,\"d\":{\"channel_id\":\"%s\",\"ssrc\":1}}".formatted(channel));
        person.await("\"op\":200,");
    }

    private static void request(Person person, String channel) {
        person.send("{\"op\":30,\"d\":{\"channel_id\":\"%s\"}}".formatted(channel));
    }
}
