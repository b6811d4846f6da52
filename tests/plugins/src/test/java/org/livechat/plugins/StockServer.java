package org.livechat.plugins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.livechat.distribution.ServerProcess;

/** A server of the distribution as a process of its own, on free ports of the loopback address. */
final class StockServer implements AutoCloseable {
    static final String SECRET = "a-secret-of-the-plug-in-tests";
    static final String ADMIN_TOKEN = "operators-of-the-plug-in-tests";

    private static final Pattern READY = Pattern.compile("livechat is ready: .*HTTP and WebSocket on port (\\d+), ");
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final Thread reader;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private StockServer(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Starts it with a shell command, in a folder; returns when it is ready. */
    static StockServer start(String command, Path folder, Path distribution) throws IOException {
        var builder = Shell.process(command, folder, distribution);
        builder.environment().putAll(ServerProcess.SOON_READY);
        builder.environment().put("LIVECHAT_SECRET", SECRET);
        builder.environment().put("LIVECHAT_ADMIN_TOKEN", ADMIN_TOKEN);
        builder.environment().put("LIVECHAT_HTTP_HOST", "127.0.0.1");
        builder.environment().put("LIVECHAT_HTTP_PORT", "0");
        builder.environment().put("LIVECHAT_MEDIA_HOST", "127.0.0.1");
        builder.environment().put("LIVECHAT_MEDIA_PORT", "0");
        var server = new StockServer(builder.start());
        server.port.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        try {
            server.port();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw new IllegalStateException("the server did not start: " + server.output(), e);
        }
    }

    int port() {
        return port.join();
    }

    /** Of its process. */
    long pid() {
        return process.pid();
    }

    /** What it has written so far, or until it ended. */
    String output() {
        return String.join("\n", said);
    }

    private void read() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                var matcher = READY.matcher(line);
                if (matcher.find()) {
                    port.complete(Integer.parseInt(matcher.group(1)));
                }
            }
        } catch (IOException end) {
            said.add(end.toString());
        }
        port.completeExceptionally(new IllegalStateException("it ended"));
    }

    @Override
    public void close() {
        // That of the process would close what it still writes to.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
