package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.livechat.parts.OwnCertificate;

/** Debian's TURN server on an address of this machine, set up as the page for operators shows. */
final class Coturn implements AutoCloseable {
    static final String SECRET = "north";

    private static final Path PROGRAM = Path.of("/usr/bin/turnserver");
    private static final Path PAGE = Path.of("../../docs/operations.md");
    private static final Pattern SHOWN = Pattern.compile("```turnserver\n(.*?)```", Pattern.DOTALL);

    /** What a server for others forbids: peers at the loopback address, and this folder for its files. */
    private static final String FOR_TESTS = """
            listening-ip=ADDRESS
            relay-ip=ADDRESS
            allow-loopback-peers
            allowed-peer-ip=ADDRESS
            no-cli
            no-dtls
            verbose
            log-file=stdout
            userdb=FOLDER/turndb
            pidfile=FOLDER/pid
            """;

    private static final String WITHOUT_TLS = "no-tls\n";

    /** As the page says of {@code turns:}. */
    private static final String WITH_TLS = """
            tls-listening-port=PORT
            cert=FOLDER/turn.pem
            pkey=FOLDER/turn.key
            """;

    /** A port that was free may be somebody's by the time that it is wanted. */
    private static final int ATTEMPTS = 5;

    private final Process process;
    private final String address;
    private final String scheme;
    private final int port;
    private final Path log;

    private Coturn(Process process, String address, String scheme, int port, Path log) {
        this.process = process;
        this.address = address;
        this.scheme = scheme;
        this.port = port;
        this.log = log;
    }

    /** As {@link #start(String, Path)}, on the loopback address. */
    static Coturn start(Path folder) throws Exception {
        return start("127.0.0.1", folder);
    }

    /**
     * Starts one; skips the test where there is none, and lets it fail in CI, which has to have one.
     *
     * @param address where it listens, where it relays from, and the one address that it relays to
     * @param folder an empty one, for its files
     */
    static Coturn start(String address, Path folder) throws Exception {
        return start(address, "turn", folder, _ -> WITHOUT_TLS);
    }

    /** As {@link #start(Path)}, for clients that come over TLS. */
    static Coturn startWithTls(OwnCertificate certificate, Path folder) throws Exception {
        Files.writeString(folder.resolve("turn.pem"), certificate.certificatePem());
        Files.writeString(folder.resolve("turn.key"), certificate.keyPem());
        return start("127.0.0.1", "turns", folder, port -> WITH_TLS.replace("PORT", Integer.toString(port)));
    }

    private static Coturn start(String address, String scheme, Path folder, IntFunction<String> tls) throws Exception {
        if (!"true".equals(System.getenv("CI"))) {
            Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "there is no " + PROGRAM + "; install coturn");
        }
        assertThat(PROGRAM).isExecutable();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int plain = freePort(address);
            int port = scheme.equals("turn") ? plain : freePort(address);
            Path log = folder.resolve("log-" + attempt);
            Path configuration = Files.writeString(
                    folder.resolve("turnserver.conf"), configuration(address, folder, plain, tls.apply(port)));
            Process process = new ProcessBuilder(PROGRAM.toString(), "-c", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (listens(process, address, port)) {
                return new Coturn(process, address, scheme, port, log);
            }
        }
        return fail("no port stayed free for coturn");
    }

    private static String configuration(String address, Path folder, int port, String tls) throws IOException {
        var shown = SHOWN.matcher(Files.readString(PAGE));
        assertThat(shown.find()).as(PAGE + " shows a configuration").isTrue();
        String whole = replaced(shown.group(1), "listening-port=3478", "listening-port=" + port);
        return replaced(whole, "a long random text", SECRET)
                + (FOR_TESTS + tls).replace("FOLDER", folder.toString()).replace("ADDRESS", address);
    }

    private static String replaced(String text, String shown, String here) {
        assertThat(text).contains(shown);
        return text.replace(shown, here);
    }

    private static int freePort(String address) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(address))) {
            return socket.getLocalPort();
        }
    }

    /** False when it has ended instead. */
    private static boolean listens(Process process, String address, int port) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            try (var _ = new Socket(InetAddress.ofLiteral(address), port)) {
                return true;
            } catch (IOException notYet) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        process.destroyForcibly();
        return fail("coturn does not listen");
    }

    /** Its URI for clients that come over a transport. */
    String uri(String transport) {
        return scheme + ":" + address + ":" + port + "?transport=" + transport;
    }

    /** What it has said so far. */
    String said() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
