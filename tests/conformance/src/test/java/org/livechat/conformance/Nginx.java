package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.livechat.parts.OwnCertificate;

/** Debian's nginx before a server, set up as the page for operators shows. */
final class Nginx implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
    private static final Path PAGE = Path.of("../../docs/operations.md");
    private static final Pattern SHOWN = Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL);
    /** A port that was free may be somebody's by the time that nginx wants it. */
    private static final int ATTEMPTS = 5;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test where there is none, and lets it fail in CI, which has to have one. */
    static void require() {
        if (!"true".equals(System.getenv("CI"))) {
            Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "there is no " + PROGRAM + "; install nginx-light");
        }
        assertThat(PROGRAM).isExecutable();
    }

    /**
     * Starts one that speaks TLS on 127.0.0.1.
     *
     * @param folder an empty one, for its files
     */
    static Nginx start(Path folder, OwnCertificate certificate, int serverPort) throws Exception {
        return start(folder, certificate, serverPort, "master_process off;");
    }

    /** Starts one that can be {@linkplain #reload reloaded}: connections of before are cut a second later. */
    static Nginx startReloadable(Path folder, OwnCertificate certificate, int serverPort) throws Exception {
        return start(folder, certificate, serverPort, "user root; worker_processes 1; worker_shutdown_timeout 1s;");
    }

    private static Nginx start(Path folder, OwnCertificate certificate, int serverPort, String processes)
            throws Exception {
        Files.writeString(folder.resolve("certificate.pem"), certificate.certificatePem());
        Files.writeString(folder.resolve("key.pem"), certificate.keyPem());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = freePort();
            Path log = folder.resolve("log-" + attempt);
            Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, serverPort, processes));
            Process process = new ProcessBuilder(
                            PROGRAM.toString(), "-p", folder.toString(), "-c", "nginx.conf", "-e", "stderr")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (listens(process, port)) {
                return new Nginx(process, port);
            }
            assertThat(Files.readString(log)).contains("Address already in use");
        }
        return fail("no port stayed free for nginx");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(Path folder, int port, int serverPort, String processes) throws IOException {
        var shown = SHOWN.matcher(Files.readString(PAGE));
        assertThat(shown.find()).as(PAGE + " shows a configuration").isTrue();
        String server = shown.group(1);
        server = replaced(server, "listen 443 ssl;", "listen 127.0.0.1:" + port + " ssl;");
        server = replaced(server, "http://127.0.0.1:8080;", "http://127.0.0.1:" + serverPort + ";");
        server = replaced(
                server,
                "/etc/nginx/talk.example.org.pem",
                folder.resolve("certificate.pem").toString());
        server = replaced(
                server,
                "/etc/nginx/talk.example.org.key",
                folder.resolve("key.pem").toString());
        return """
                daemon off;
                PROCESSES
                pid FOLDER/pid;
                events {}
                http {
                    access_log off;
                    client_body_temp_path FOLDER/body;
                    proxy_temp_path FOLDER/proxy;
                    fastcgi_temp_path FOLDER/fastcgi;
                    uwsgi_temp_path FOLDER/uwsgi;
                    scgi_temp_path FOLDER/scgi;
                """.replace("FOLDER", folder.toString()).replace("PROCESSES", processes) + server + "}\n";
    }

    private static String replaced(String text, String shown, String here) {
        assertThat(text).contains(shown);
        return text.replace(shown, here);
    }

    /** False when it has ended instead. */
    private static boolean listens(Process process, int port) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return true;
            } catch (IOException notYet) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        process.destroyForcibly();
        return fail("nginx does not listen");
    }

    /** Has it read its configuration anew, as when a certificate was renewed. */
    void reload() throws Exception {
        var kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** What browsers would call its origin. */
    String origin() {
        return "https://127.0.0.1:" + port;
    }

    URI uri(String path) {
        return URI.create(origin() + path);
    }

    URI socket() {
        return URI.create("wss://127.0.0.1:" + port + "/ws");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
