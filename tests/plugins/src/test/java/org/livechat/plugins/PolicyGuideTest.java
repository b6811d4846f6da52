package org.livechat.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.distribution.Person;

/** The commands of docs/writing-a-floor-policy.md do what the page says, in an empty folder outside the repository. */
class PolicyGuideTest {
    private static final Path GUIDE = Path.of("../../docs/writing-a-floor-policy.md");

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
    void a_policy_made_from_the_guide_judges_in_the_stock_distribution() throws Exception {
        var guide = Guide.read(GUIDE);
        assertThat(guide.commands()).hasSizeGreaterThan(3);
        Shell.run(guide.preparation(), work, distribution);
        try (var server = StockServer.start(guide.start(), work, distribution);
                var guest = new Person(server.port(), StockServer.SECRET, "guest-7");
                var ann = new Person(server.port(), StockServer.SECRET, "ann")) {
            assertThat(server.output()).contains("Plug-in residents 1.0: floor policy residents");
            for (var person : List.of(guest, ann)) {
                person.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0001\",\"ssrc\":1}}");
                person.await("\"op\":200,");
                person.send("{\"op\":30,\"d\":{\"channel_id\":\"CH_0001\"}}");
            }
            assertThat(guest.await("\"op\":51,")).contains("guests listen").contains("\"cause\":255");
            assertThat(ann.await("\"op\":50,")).contains("\"duration\":10000");
        }
    }
}
