package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server where there is little memory: a small container, or a heap that an operator has bounded. */
@TestInstance(Lifecycle.PER_CLASS)
class SmallMachineTest {
    private static final String SECRET = "a-secret-of-these-tests";
    private static final int TALKERS = 10;

    private static final Map<String, String> AS_SHIPPED =
            Map.of("LIVECHAT_SECRET", SECRET, "LIVECHAT_JAVA_OPTS", "", "LIVECHAT_MEDIA_WARM_UP", "true");

    /** Where a memory cgroup of a test's own can be made, of version 2 and of version 1, and what bounds it. */
    private static final Map<Path, String> CGROUPS = Map.of(
            Path.of("/sys/fs/cgroup"), "memory.max",
            Path.of("/sys/fs/cgroup/memory"), "memory.limit_in_bytes");

    private Installation installation;

    @BeforeAll
    void unpack() throws IOException {
        installation = Installation.unpack();
    }

    @AfterAll
    void remove() throws IOException {
        installation.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx64m", "-XX:-UseZGC -XX:+UseG1GC"})
    void starts_with_what_an_operator_says_of_the_heap(String options) throws Exception {
        Path folder = installation.folder("heap " + options.hashCode());
        try (var server = ServerProcess.start(
                installation, folder, Map.of("LIVECHAT_SECRET", SECRET, "LIVECHAT_JAVA_OPTS", options))) {
            assertServes(server);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "65536,  -XX:+UseSerialGC -Xmx32768k -XX:TieredStopAtLevel=1",
        "131072, -XX:+UseSerialGC -Xmx32768k -XX:TieredStopAtLevel=1",
        "262144, -XX:+UseSerialGC -Xmx163840k",
        "524288, -XX:+UseZGC"
    })
    void is_sized_by_what_there_is(int kib, String options) throws Exception {
        Path script = installation.home().resolve("lib/memory.sh");
        Ran chosen = Ran.of(new ProcessBuilder(
                "sh",
                "-euc",
                ". \"$0\"; choose_memory_options \"$1\"; echo \"$memory_options\"",
                script.toString(),
                Integer.toString(kib)));
        assertThat(chosen.err()).isEmpty();
        assertThat(chosen.out()).isEqualTo(options + "\n");
    }

    @Test
    void starts_and_serves_in_128_mib() throws Exception {
        Path group = memoryGroup(128 << 20);
        try (var server = ServerProcess.startWith(
                "echo $$ > " + group.resolve("cgroup.procs"), installation, installation.folder("small"), AS_SHIPPED)) {
            assertServes(server);
            assertThat(server.isRunning()).isTrue();
        } finally {
            Files.delete(group);
        }
    }

    private static Path memoryGroup(long bytes) throws IOException {
        for (var place : CGROUPS.entrySet()) {
            Path group = place.getKey()
                    .resolve("livechat-test-" + ProcessHandle.current().pid());
            if (!Files.isWritable(place.getKey())) {
                continue;
            }
            Files.createDirectory(group);
            if (Files.isWritable(group.resolve(place.getValue()))) {
                Files.writeString(group.resolve(place.getValue()), Long.toString(bytes));
                return group;
            }
            Files.delete(group);
        }
        return abort("memory cgroups cannot be made here");
    }

    private static void assertServes(ServerProcess server) throws Exception {
        List<Person> people = new ArrayList<>();
        try {
            for (int i = 0; i < TALKERS; i++) {
                var person = new Person(server.port(), SECRET, "talker" + i);
                people.add(person);
                person.send("{\"op\":11,\"d\":{\"channel_id\":\"CH_0001\",\"ssrc\":0}}");
                person.await("\"op\":200,");
            }
        } finally {
            people.forEach(Person::close);
        }
    }
}
