package org.livechat.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of an installation, as a process of its own on free ports of the loopback address. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile("livechat is ready: (.*)(?:HTTP and WebSocket on port (\\d+)|without a web server), ");
    private static final Pattern TOKEN = Pattern.compile("console \\S+/#token=(\\S+) ");
    private static final long PATIENCE_SECONDS = 60;

    /** What a server that carries next to nothing can do without: a start takes little more than half of its processor time then. */
    public static final Map<String, String> SOON_READY =
            Map.of("LIVECHAT_MEDIA_WARM_UP", "false", "LIVECHAT_JAVA_OPTS", "-XX:TieredStopAtLevel=1");

    private final Process process;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Matcher> ready = new CompletableFuture<>();
    private final Path secret;

    private ServerProcess(Process process, Path secret) {
        this.process = process;
        this.secret = secret;
        Thread.ofVirtual().start(() -> read(process.inputReader(StandardCharsets.UTF_8)));
    }

    /** Starts it in a folder; returns when it says that it is ready. */
    public static ServerProcess start(
            Installation installation, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(command(installation, folder, environment, arguments), folder);
    }

    /** Starts it behind a line of shell, such as a bound of its process. */
    public static ServerProcess startWith(
            String shell, Installation installation, Path folder, Map<String, String> environment) throws IOException {
        ProcessBuilder command = command(installation, folder, environment);
        command.command().addAll(0, List.of("sh", "-euc", shell + "; exec \"$0\" \"$@\""));
        return start(command, folder);
    }

    private static ProcessBuilder command(
            Installation installation, Path folder, Map<String, String> environment, String... arguments) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "LIVECHAT_HTTP_HOST", "127.0.0.1",
                "LIVECHAT_HTTP_PORT", "0",
                "LIVECHAT_MEDIA_HOST", "127.0.0.1",
                "LIVECHAT_MEDIA_PORT", "0"));
        all.putAll(SOON_READY);
        all.putAll(environment);
        return installation.command(folder, all, "lcserver", arguments).redirectErrorStream(true);
    }

    private static ServerProcess start(ProcessBuilder command, Path folder) throws IOException {
        var server = new ServerProcess(command.start(), folder.resolve("data/secret"));
        try {
            server.ready.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw new IOException("the server did not start: " + server.output(), e);
        }
    }

    public int port() {
        return Integer.parseInt(ready.join().group(2));
    }

    /** Opens the console with the clients' token, which the server has made at its first start in this folder. */
    public URI consoleLink() throws IOException {
        return URI.create("http://127.0.0.1:%d/#token=%s".formatted(port(), token()));
    }

    /** What clients present, where the server has made it. */
    public String token() throws IOException {
        var shown = TOKEN.matcher(ready.join().group(1));
        return shown.find() ? shown.group(1) : Files.readString(secret).strip();
    }

    /** What it has written so far, a line an entry. */
    public List<String> output() {
        return List.copyOf(said);
    }

    /** Waits for a line with this text. */
    public void awaitOutput(String text) throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (said) {
            while (said.stream().noneMatch(line -> line.contains(text))) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new IOException("it did not say " + text + " but " + said);
                }
                said.wait(left);
            }
        }
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL, and waits until it has ended. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException, IOException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("it does not end; it said: " + output());
        }
        return process.exitValue();
    }

    private void read(BufferedReader lines) {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (said) {
                    said.add(line);
                    said.notifyAll();
                }
                var matcher = READY.matcher(line);
                if (matcher.find()) {
                    ready.complete(matcher);
                }
            }
        } catch (IOException end) {
            said.add(end.toString()); // the pipe is closed with the process
        }
        ready.completeExceptionally(new IllegalStateException("it ended: " + new ArrayList<>(said)));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
