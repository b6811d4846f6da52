package org.livechat.netlab;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Debian's Janus with its video room, to compare with: all of its defaults but for ICE-lite, and nothing but what is needed.
 * It leaves loopback alone, so it needs another address that leads nowhere.
 */
final class JanusServer implements Server {
    /** In place of a distribution's folder. */
    static final Path PROGRAM = Path.of("/usr/bin/janus");

    private static final Path PARTS = Path.of("/usr/lib/x86_64-linux-gnu/janus");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final String name;
    private final Path folder;
    private final int port;
    private final Process process;
    private final HttpServer pages;

    private JanusServer(String name, Path folder, int port, Process process, HttpServer pages) {
        this.name = name;
        this.folder = folder;
        this.port = port;
        this.process = process;
        this.pages = pages;
    }

    /** Starts it, and a server of the page for it. */
    static JanusServer start(String name) throws IOException {
        Path folder = Leftovers.folder("netlab-janus-").toRealPath();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
            port = free.getLocalPort();
        }
        write(folder, "janus.jcfg", """
                general: {
                  debug_level = 3
                  plugins_folder = "%1$s/plugins"
                  transports_folder = "%1$s/transports"
                  events_folder = "%1$s/none"
                  loggers_folder = "%1$s/none"
                }
                nat: { ice_lite = true }
                """.formatted(folder));
        write(folder, "janus.transport.websockets.jcfg", """
                general: { ws = true, ws_port = %d, ws_ip = "127.0.0.1" }
                """.formatted(port));
        write(folder, "janus.plugin.videoroom.jcfg", "general: {}\n");
        Files.createDirectory(folder.resolve("none"));
        link(folder, "plugins", "libjanus_videoroom.so");
        link(folder, "transports", "libjanus_websockets.so");
        Path web = Files.createDirectory(folder.resolve("web"));
        for (String file : new String[] {"janus.html", "janus.js"}) {
            try (InputStream in = JanusServer.class.getResourceAsStream(file)) {
                Files.write(web.resolve(file), in.readAllBytes());
            }
        }
        HttpServer pages = SimpleFileServer.createFileServer(
                new InetSocketAddress(LOOPBACK, 0), web, SimpleFileServer.OutputLevel.NONE);
        pages.start();
        Process process = new ProcessBuilder(PROGRAM.toString(), "-F", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        JanusServer janus = new JanusServer(name, folder, port, process, pages);
        janus.awaitReady();
        return janus;
    }

    private static void write(Path folder, String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private static void link(Path folder, String kind, String part) throws IOException {
        Path parts = Files.createDirectory(folder.resolve(kind));
        Files.createSymbolicLink(parts.resolve(part), PARTS.resolve(kind).resolve(part));
    }

    private void awaitReady() throws IOException {
        long patient = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > patient) {
                String log = Files.readString(folder.resolve("log"));
                close();
                throw new IOException("Janus did not start: " + log);
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private boolean answers() {
        try (SocketChannel open = SocketChannel.open(new InetSocketAddress(LOOPBACK, port))) {
            return open.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Guest guest(String person, Browser browser, int run) {
        return new JanusGuest(
                URI.create("http://127.0.0.1:%d/janus.html#ws=%d&room=%d&name=%s"
                        .formatted(pages.getAddress().getPort(), port, run, person)),
                browser);
    }

    @Override
    public void close() throws IOException {
        pages.stop(0);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Leftovers.delete(folder);
    }
}
