package org.livechat.netlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A program that starts others and is killed. */
class LeftoversTest {
    private static final long PATIENCE_SECONDS = 30;

    @Test
    void what_it_started_and_what_that_started_end_when_it_is_killed_and_folders_are_gone() throws Exception {
        Process program = program();
        try (BufferedReader said = program.inputReader(StandardCharsets.UTF_8)) {
            Path folder = Path.of(said.readLine());
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            ProcessHandle grandchild =
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            assertThat(folder).isDirectory();

            program.destroy(); // SIGTERM
            assertThat(program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            for (ProcessHandle started : List.of(child, grandchild)) {
                started.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            assertThat(Files.exists(folder)).isFalse();
        } finally {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly();
        }
    }

    private static Process program() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** One whose child leaves a child of its own, and that goes on until it is killed. */
    static final class Program {
        private Program() {}

        static void main() throws Exception {
            Leftovers.endWithThisProgram();
            System.out.println(Leftovers.folder("netlab-test-"));
            Process child = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; wait").start();
            System.out.println(child.pid());
            System.out.println(child.inputReader(StandardCharsets.UTF_8).readLine());
            child.waitFor();
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
