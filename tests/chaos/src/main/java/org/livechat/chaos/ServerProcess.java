package org.livechat.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server of a distribution's folder, on loopback; started anew it comes to the ports and the data that it had. */
final class ServerProcess implements AutoCloseable {
    static final String SECRET = "a secret of the chaos";
    static final String OPERATOR = "the operators' token of the chaos";

    private static final Pattern READY =
            Pattern.compile("livechat is ready: .*HTTP and WebSocket on port (\\d+), media on UDP port (\\d+)");
    private static final Pattern FAULT = Pattern.compile(" ERROR |^\\s+at |Exception|OutOfMemory");
    private static final long PATIENCE_SECONDS = 60;

    private final Path home;
    private final Path folder;
    private final Findings findings;
    private final Queue<String> lastLines = new ConcurrentLinkedQueue<>();
    private int port;
    private int mediaPort;
    private volatile Process process;

    private ServerProcess(Path home, Path folder, Findings findings) throws IOException {
        this.home = home;
        this.folder = folder;
        this.findings = findings;
        this.process = launch();
    }

    /**
     * Starts it.
     *
     * @param home the folder with bin, lib and runtime in it
     * @param configuration the text of its livechat.yaml
     */
    static ServerProcess start(Path home, String configuration, Findings findings) throws IOException {
        Path folder = Files.createTempDirectory("livechat-chaos-");
        Files.writeString(folder.resolve("livechat.yaml"), configuration);
        var server = new ServerProcess(home, folder, findings);
        // Who interrupts a run leaves no server behind.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::killNow));
        return server;
    }

    private Process launch() throws IOException {
        var command = new ProcessBuilder(
                        home.resolve("bin").resolve("lcserver").toAbsolutePath().toString(),
                        "--config",
                        folder.resolve("livechat.yaml").toString(),
                        "--set",
                        "data=" + folder.resolve("data"),
                        "--port",
                        Integer.toString(port),
                        "--udp-port",
                        Integer.toString(mediaPort))
                .redirectErrorStream(true)
                .directory(folder.toFile());
        command.environment().putAll(Map.of("LIVECHAT_SECRET", SECRET, "LIVECHAT_ADMIN_TOKEN", OPERATOR));
        Process started = command.start();
        var ready = new CompletableFuture<Matcher>();
        Thread.ofVirtual().start(() -> read(started, ready));
        try {
            Matcher ports = ready.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            port = Integer.parseInt(ports.group(1));
            mediaPort = Integer.parseInt(ports.group(2));
        } catch (RuntimeException e) {
            started.destroyForcibly();
            throw new IOException("the server did not start; it said " + lastLines(), e);
        }
        return started;
    }

    private void read(Process started, CompletableFuture<Matcher> ready) {
        try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                lastLines.add(line);
                if (lastLines.size() > 100) {
                    lastLines.poll();
                }
                if (FAULT.matcher(line).find()) {
                    findings.add(Rule.SOUND, "the log: " + line);
                }
                Matcher matcher = READY.matcher(line);
                if (matcher.find()) {
                    ready.complete(matcher);
                }
            }
        } catch (IOException end) {
            lastLines.add(end.toString()); // the pipe is closed with the process
        }
        ready.completeExceptionally(new IllegalStateException("it ended"));
    }

    int port() {
        return port;
    }

    int mediaPort() {
        return mediaPort;
    }

    long pid() {
        return process.pid();
    }

    /** A program of the server's own runtime. */
    Path program(String name) {
        return home.resolve("runtime").resolve("bin").resolve(name);
    }

    List<String> lastLines() {
        return new ArrayList<>(lastLines);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** SIGKILL: it has no time for anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM: it drains, and ends by itself. */
    void terminate(Duration limit) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            findings.add(Rule.RESTARTED, "it does not end within " + limit + " of SIGTERM; it said " + lastLines());
            kill();
        } else if (process.exitValue() != 0) {
            findings.add(Rule.RESTARTED, "it ended with " + process.exitValue() + " and said " + lastLines());
        }
    }

    private void killNow() {
        process.destroyForcibly();
    }

    void startAgain() throws IOException {
        process = launch();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
