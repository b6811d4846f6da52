package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real server, as a process of its own on free ports of the loopback address. */
final class RunningServer implements AutoCloseable {
    static final String SECRET = "a secret of the browser tests";
    private static final String ADMIN = "the operators' token of the browser tests";
    static final String CHANNEL_FOR_ONE = "CH_ONE";

    private static final Pattern READY =
            Pattern.compile("livechat is ready: .*HTTP and WebSocket on port (\\d+), media on UDP port (\\d+)(.*)");
    private static final Pattern LIVE = Pattern.compile(" (\\d+) +\\d+ +(org\\.livechat\\.\\S+)");
    private static final String CONFIGURATION = """
            channels:
              presets:
                - {id: CH_0001, freq: "0001", name: "Dispatch 📻", mode: ptt, capacity: 20}
                - {id: CH_0002, freq: "0002", name: "Field team", mode: ptt, capacity: 20}
                - {id: CH_0004, freq: "0004", name: "Conference", mode: conference, capacity: 20}
                - {id: CH_ONE, freq: "0005", name: "One alone", mode: ptt, capacity: 1}
            """;

    /** The same, and its first channel is recorded. */
    private static final String RECORDING = CONFIGURATION.replaceFirst("capacity: 20}", "capacity: 20, record: true}");

    private static final String LOGGING = """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %level %logger{20} %msg%n</pattern></encoder>
              </appender>
              <root level="info"><appender-ref ref="OUT"/></root>
            </configuration>
            """;

    private static final Pattern TEST_CODE = Pattern.compile("[/\\\\]tests[/\\\\][a-z]+[/\\\\]target[/\\\\]");

    /** A start takes seconds, and more where others are at work. */
    private static final long PATIENCE_SECONDS = 180;

    private static final String LOOPBACK = "127.0.0.1";

    /** Nobody's (RFC 5737). */
    private static final String NOWHERE = "192.0.2.1";

    private final Path folder;
    private final List<String> settings;
    private final List<String> prefix;
    private final String host;
    private int port;
    private int mediaPort;
    private String mediaTcp;
    private Process process;

    /** @param prefix what the command is run by */
    private RunningServer(Path folder, List<String> settings, List<String> prefix, String host) {
        this.folder = folder;
        this.settings = settings;
        this.prefix = prefix;
        this.host = host;
    }

    static RunningServer start() throws IOException {
        return startWithMediaAt(LOOPBACK);
    }

    /** One whose media goes to an address of this machine; its page is at the loopback address, as browsers want it. */
    static RunningServer startWithMediaAt(String mediaHost) throws IOException {
        return start(List.of("media.host=" + mediaHost));
    }

    /** One that takes media at the port of HTTP, too, at that address of this machine and at the loopback address. */
    static RunningServer startWithMediaOnHttp(String mediaHost) throws IOException {
        return start(
                new RunningServer(
                        Files.createTempDirectory("livechat-server-"),
                        List.of("media.host=" + mediaHost, "media.tcp_on_http=true"),
                        List.of(),
                        "0.0.0.0"),
                "");
    }

    /** One whose media nobody reaches, as behind a firewall that blocks UDP. */
    static RunningServer startWithoutMedia() throws IOException {
        return start(List.of("media.host=" + LOOPBACK, "media.advertise=" + NOWHERE));
    }

    /** One that takes media for gone after so long without a sign of life, and takes it by UDP alone. */
    static RunningServer startOverUdpWithConsentOf(Duration consent) throws IOException {
        return start(List.of(
                "media.host=" + LOOPBACK, "media.tcp=false", "media.consent_timeout=" + consent.toSeconds() + "s"));
    }

    /** One whose library is used by pages of another origin. */
    static RunningServer startFor(String origin) throws IOException {
        return start(List.of("media.host=" + LOOPBACK, "http.allowed_origins=" + origin));
    }

    /** One that takes messages of so many bytes. */
    static RunningServer startWithMessagesUpTo(int bytes) throws IOException {
        return start(List.of("media.host=" + LOOPBACK, "channels.message_bytes=" + bytes));
    }

    /** One that records what is said in its first channel, and whose clients may hear the recordings of a channel again, or of {@code *}. */
    static RunningServer startRecording(String replay) throws IOException {
        return start(
                new RunningServer(
                        Files.createTempDirectory("livechat-server-"),
                        List.of("media.host=" + LOOPBACK, "access.secret.replay=" + replay),
                        List.of(),
                        LOOPBACK),
                RECORDING,
                "");
    }

    /** One that names STUN and TURN servers, in YAML. */
    static RunningServer startWithIceServers(String iceServers) throws IOException {
        return startWithIceServers(LOOPBACK, iceServers, "24h");
    }

    /** The same, whose media goes to an address of this machine, and whose credentials are good for so long. */
    static RunningServer startWithIceServers(String mediaHost, String iceServers, String lifetime) throws IOException {
        return start(
                List.of("media.host=" + mediaHost),
                "media:\n  ice_credential_lifetime: " + lifetime + "\n  ice_servers: [" + iceServers + "]\n");
    }

    /** One in another network, which lets nobody in but over its roads. */
    static RunningServer startIn(OtherNetwork network, String... moreSettings) throws IOException {
        List<String> settings = Stream.concat(
                        Stream.of("media.advertise=" + String.join(",", network.addresses())), Stream.of(moreSettings))
                .toList();
        return start(
                new RunningServer(Files.createTempDirectory("livechat-server-"), settings, network.inside(), "0.0.0.0"),
                "");
    }

    private static RunningServer start(List<String> settings) throws IOException {
        return start(settings, "");
    }

    private static RunningServer start(List<String> settings, String moreConfiguration) throws IOException {
        return start(
                new RunningServer(Files.createTempDirectory("livechat-server-"), settings, List.of(), LOOPBACK),
                moreConfiguration);
    }

    private static RunningServer start(RunningServer server, String moreConfiguration) throws IOException {
        return start(server, CONFIGURATION, moreConfiguration);
    }

    private static RunningServer start(RunningServer server, String configuration, String moreConfiguration)
            throws IOException {
        Path folder = server.folder;
        Files.writeString(folder.resolve("livechat.yaml"), configuration + moreConfiguration);
        Files.writeString(folder.resolve("logback.xml"), LOGGING);
        server.launch(0);
        return server;
    }

    /** The console's address with the token that the server accepts. */
    URI consoleLink() {
        return consoleLink(SECRET);
    }

    URI consoleLink(String token) {
        return consoleLink(port, token);
    }

    /** The console's address where TCP takes a way of its own. */
    URI consoleLinkOver(BreakableWay way) {
        return consoleLink(way.port(), SECRET);
    }

    private static URI consoleLink(int atPort, String token) {
        return URI.create("http://127.0.0.1:" + atPort + "/#token=" + token.replace(" ", "%20"));
    }

    int port() {
        return port;
    }

    int mediaPort() {
        return mediaPort;
    }

    /** What its line says of media over TCP, behind the UDP port. */
    String mediaTcp() {
        return mediaTcp;
    }

    /** Starts it again, on the port it had. */
    void startAgain() throws IOException {
        launch(port);
    }

    /** Starts it again, on the port it had, and what is said in its first channel is recorded from then on. */
    void startAgainRecording() throws IOException {
        Files.writeString(folder.resolve("livechat.yaml"), RECORDING);
        startAgain();
    }

    private void launch(int wantedPort) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It carries little and not for long: what C2 would compile, and the warm-up, cost more than all that.
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                "--add-opens",
                "java.base/com.sun.crypto.provider=org.livechat.rtc",
                "--enable-native-access=org.livechat.transport",
                "--module-path",
                modulePath(),
                "--module",
                "org.livechat.server/org.livechat.server.Main"));
        command.addAll(List.of("--config", folder.resolve("livechat.yaml").toString()));
        command.addAll(List.of("--port", Integer.toString(wantedPort), "--udp-port", "0"));
        command.addAll(List.of("--set", "http.host=" + host));
        command.addAll(List.of("--set", "media.warm_up=false"));
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().put("LIVECHAT_SECRET", SECRET);
        builder.environment().put("LIVECHAT_ADMIN_TOKEN", ADMIN);
        process = builder.start();
        Matcher ready = ready();
        port = Integer.parseInt(ready.group(1));
        mediaPort = Integer.parseInt(ready.group(2));
        mediaTcp = ready.group(3);
    }

    // The test's class path holds the server's modules, and test code that is no module and would be taken for one.
    private static String modulePath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !TEST_CODE.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Reads the server's lines until the one that names its ports, and on to its end so that it never blocks. */
    private Matcher ready() {
        CompletableFuture<Matcher> ready = new CompletableFuture<>();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> {
            StringBuilder said = new StringBuilder();
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    said.append(line).append('\n');
                    Matcher matcher = READY.matcher(line);
                    if (matcher.find()) {
                        ready.complete(matcher);
                    }
                }
            } catch (IOException end) {
                said.append(end); // the pipe is closed with the process
            }
            ready.completeExceptionally(new IllegalStateException("the server ended before it was ready:\n" + said));
        });
        try {
            return ready.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            stop();
            throw e;
        }
    }

    /** Has it drain by POST, or takes that back by DELETE. */
    void drain(String method) throws Exception {
        operate(method, "/admin/drain");
    }

    /** As an operator, without a body; returns the JSON of the answer, which has to be 200. */
    String operate(String method, String path) throws Exception {
        return operate(method, path, "");
    }

    String operate(String method, String path, String body) throws Exception {
        return operate(port, method, path, body);
    }

    /** The same of one that TCP takes a way of its own to. */
    String operateOver(BreakableWay way, String method, String path) throws Exception {
        return operate(way.port(), method, path, "");
    }

    private static String operate(int atPort, String method, String path, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + atPort + path))
                    .header("Authorization", "Bearer " + ADMIN)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        }
    }

    /** How many objects of each of the product's classes are reachable in it now. */
    Map<String, Integer> liveObjects() throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        Map<String, Integer> counts = new HashMap<>();
        try (BufferedReader lines = jcmd.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = LIVE.matcher(line);
                if (matcher.find()) {
                    counts.put(matcher.group(2), Integer.parseInt(matcher.group(1)));
                }
            }
        }
        assertThat(counts).as("the classes of a server that runs").isNotEmpty();
        return counts;
    }

    /** Asks it to stop, as a service manager does; it lets who talks finish. */
    void askToStop() {
        process.destroy();
    }

    /** Ends the process without a word (SIGKILL); returns when it has ended. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends the process; every connection breaks. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(RunningServer::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
