package org.livechat.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Speaks lines of text to a port of the loopback address. What comes is read at once, and kept until it is asked for. */
final class Lines implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final OutputStream out;
    private final Runnable hangUp;
    /** Empty when nothing more will come. */
    private final BlockingQueue<Optional<String>> told = new LinkedBlockingQueue<>();

    private Lines(InputStream in, OutputStream out, Runnable hangUp) {
        this.out = out;
        this.hangUp = hangUp;
        Thread.ofVirtual().start(() -> read(in));
    }

    /** Whether this machine has {@code nc}. */
    static boolean hasNetcat() {
        return System.getenv("PATH")
                .lines()
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "nc")));
    }

    /** By the program {@code nc}, as a person at a terminal would. */
    static Lines netcat(int port) throws IOException {
        Process nc = new ProcessBuilder("nc", "127.0.0.1", String.valueOf(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Lines(nc.getInputStream(), nc.getOutputStream(), nc::destroy);
    }

    /** By a socket of its own. */
    static Lines socket(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        return new Lines(socket.getInputStream(), socket.getOutputStream(), () -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    void say(String line) throws IOException {
        write(line + "\n");
    }

    void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    /** The next line; empty at the end of the connection. */
    Optional<String> next() throws InterruptedException {
        return Optional.ofNullable(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("nothing came within " + PATIENCE_SECONDS + " s"));
    }

    private void read(InputStream in) {
        try (var reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            reader.lines().forEach(line -> told.add(Optional.of(line)));
        } catch (IOException | UncheckedIOException end) {
            // As good an end as any other.
        }
        told.add(Optional.empty());
    }

    @Override
    public void close() {
        hangUp.run();
    }
}
