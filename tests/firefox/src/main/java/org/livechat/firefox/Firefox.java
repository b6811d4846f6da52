package org.livechat.firefox;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.json.Json;

/**
 * Debian's Firefox with a fake microphone, driven by WebDriver BiDi, which it speaks by itself: no driver is needed.
 * Without one the tests are skipped, or fail where CI=true.
 */
public final class Firefox implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/firefox-esr");
    private static final Pattern LISTENING = Pattern.compile("(ws://127\\.0\\.0\\.1:\\d+)");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final Map<Long, CompletableFuture<Map<String, Object>>> answers = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Json json = new Json();
    private final String context;

    private Firefox(Process process, URI session) {
        this.process = process;
        this.socket = http.newWebSocketBuilder()
                .buildAsync(session, new Answers())
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        command("session.new", Map.of("capabilities", Map.of()));
        Map<?, ?> tree = command("browsingContext.getTree", Map.of());
        Object first = field(List.class, tree, "contexts").getFirst();
        this.context = field(String.class, first, "context");
    }

    /**
     * Starts a process of its own.
     *
     * @param profile a folder for it, made if there is none
     * @param hertz of the tone that its microphone hears
     */
    public static Firefox start(Path profile, int hertz) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            String message = "Firefox was not found at " + PROGRAM + "; a browser test needs it";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(message);
            }
            Assumptions.abort(message);
        }
        Files.createDirectories(profile);
        Files.writeString(profile.resolve("user.js"), preferences(hertz));
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--headless",
                        "--no-remote",
                        "--profile",
                        profile.toString(),
                        "--remote-debugging-port=0")
                .redirectErrorStream(true)
                .start();
        try {
            return new Firefox(process, URI.create(address(process) + "/session"));
        } catch (RuntimeException e) {
            process.destroy();
            throw e;
        }
    }

    /** Runs a script in every page before its own. */
    public void preload(String script) {
        command("script.addPreloadScript", Map.of("functionDeclaration", "() => {" + script + "}"));
    }

    /** Opens a page; returns when it is loaded. */
    public void open(URI page) {
        command("browsingContext.navigate", Map.of("context", context, "url", page.toString(), "wait", "complete"));
    }

    /** Runs a function in the page, waits if it returns a promise, and returns what came of it as JSON has it. */
    public @Nullable Object run(String functionBody, Object... arguments) {
        Map<?, ?> outcome = command(
                "script.evaluate",
                Map.of(
                        "expression",
                        "(async (...args) => JSON.stringify([await (function() {" + functionBody
                                + "}).apply(null, args)]))(..." + json.toJson(arguments) + ")",
                        "target",
                        Map.of("context", context),
                        "awaitPromise",
                        true));
        if (!"success".equals(outcome.get("type"))) {
            throw new AssertionError("the page failed on " + functionBody + ": " + outcome.get("exceptionDetails"));
        }
        String text = field(String.class, field(Map.class, outcome, "result"), "value");
        List<?> value = json.toType(text, List.class);
        return value.getFirst();
    }

    private Map<?, ?> command(String method, Map<String, ?> parameters) {
        long id = ids.incrementAndGet();
        var answer = new CompletableFuture<Map<String, Object>>();
        answers.put(id, answer);
        socket.sendText(json.toJson(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        Map<String, Object> answered =
                answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (!"success".equals(answered.get("type"))) {
            throw new IllegalStateException(method + ": " + answered);
        }
        return field(Map.class, answered, "result");
    }

    private static <T> T field(Class<T> type, Object map, String name) {
        return type.cast(Objects.requireNonNull(((Map<?, ?>) map).get(name), name));
    }

    private static String preferences(int hertz) {
        return """
                user_pref("media.navigator.streams.fake", true);
                user_pref("media.navigator.audio.fake_frequency", %d);
                user_pref("media.navigator.permission.disabled", true);
                user_pref("media.autoplay.default", 0);
                user_pref("media.autoplay.blocking_policy", 0);
                user_pref("media.peerconnection.ice.loopback", true);
                user_pref("media.peerconnection.ice.obfuscate_host_addresses", false);
                user_pref("network.captive-portal-service.enabled", false);
                user_pref("app.normandy.enabled", false);
                user_pref("datareporting.policy.dataSubmissionEnabled", false);
                """.formatted(hertz);
    }

    /** Reads the lines of the program until the one that names its address, and on to its end so that it never blocks. */
    private static String address(Process process) {
        var found = new CompletableFuture<String>();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> {
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Matcher matcher = LISTENING.matcher(line);
                    if (matcher.find()) {
                        found.complete(matcher.group(1));
                    }
                }
            } catch (IOException e) {
                found.completeExceptionally(e); // the pipe is closed with the process
            }
            found.completeExceptionally(new IllegalStateException("Firefox ended before it could be driven"));
        });
        return found.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                Map<String, Object> message = json.toType(text.toString(), Json.MAP_TYPE);
                text.setLength(0);
                if (message.get("id") instanceof Number id) {
                    CompletableFuture<Map<String, Object>> waiting = answers.remove(id.longValue());
                    if (waiting != null) {
                        waiting.complete(message);
                    }
                }
            }
            webSocket.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
