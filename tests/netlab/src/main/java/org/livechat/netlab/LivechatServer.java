package org.livechat.netlab;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server from the folder of a distribution, on free ports of loopback, as it comes but for how long one may talk. */
final class LivechatServer implements Server {
    private static final Pattern READY = Pattern.compile("livechat is ready: console (http://\\S+)");
    private static final long PATIENCE_SECONDS = 60;

    private final String name;
    private final LivechatPage page;
    private final Path folder;
    private final Process process;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<URI> console = new CompletableFuture<>();

    private LivechatServer(String name, LivechatPage page, Path folder, Process process) {
        this.name = name;
        this.page = page;
        this.folder = folder;
        this.process = process;
        Thread.ofVirtual().start(() -> read(process.inputReader(StandardCharsets.UTF_8)));
    }

    /** Starts it; returns when it says that it is ready. */
    static LivechatServer start(String name, Path home, LivechatPage page) throws IOException {
        Path folder = Leftovers.folder("netlab-server-");
        Process process = new ProcessBuilder(List.of(
                        home.resolve("bin").resolve("lcserver").toAbsolutePath().toString(),
                        "--set",
                        "data=" + folder,
                        "--set",
                        "http.host=127.0.0.1",
                        "--port",
                        "0",
                        "--set",
                        "media.host=127.0.0.1",
                        "--udp-port",
                        "0",
                        "--set",
                        "floor.max_talk=1h"))
                .redirectErrorStream(true)
                .directory(folder.toFile())
                .start();
        LivechatServer server = new LivechatServer(name, page, folder, process);
        try {
            server.console.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw new IOException(name + " did not start: " + server.said, e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public URI link() {
        return console.join();
    }

    /** What its operators read at {@code /metrics}. */
    String metrics() throws IOException, InterruptedException {
        String token = Files.readString(folder.resolve("admin.token")).strip();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(console.join().resolve("/metrics"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Override
    public Guest guest(String person, Browser browser, int run) {
        return page.guest(console.join(), person, browser);
    }

    private void read(BufferedReader lines) {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                Matcher matcher = READY.matcher(line);
                if (matcher.find()) {
                    console.complete(URI.create(matcher.group(1)));
                }
            }
        } catch (IOException end) {
            said.add(end.toString()); // the pipe is closed with the process
        }
        console.completeExceptionally(new IllegalStateException("it ended"));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Leftovers.delete(folder);
    }
}
