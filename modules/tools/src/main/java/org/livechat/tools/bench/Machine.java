package org.livechat.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** Where a measurement was taken: figures of two machines are not to be compared. */
final class Machine {
    private Machine() {}

    static void describe(ObjectNode into) {
        into.put("processors", processors())
                .put("model", model())
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .put("java", System.getProperty("java.vm.version"));
    }

    // Those of the machine, of which this process may perhaps use only some.
    private static long processors() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return Math.max(
                    1, lines.filter(line -> line.startsWith("processor")).count());
        } catch (IOException _) {
            return Runtime.getRuntime().availableProcessors();
        }
    }

    private static String model() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException _) {
            return System.getProperty("os.arch");
        }
    }
}
