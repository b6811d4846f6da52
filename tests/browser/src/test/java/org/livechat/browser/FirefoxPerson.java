package org.livechat.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.livechat.firefox.Firefox;

/** Somebody at the console in Firefox, with a tone as voice and a colour as face. */
final class FirefoxPerson implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_NANOS = 50_000_000;

    private final String name;
    private final Path folder;
    private final Firefox browser;

    private FirefoxPerson(String name, Path folder, Firefox browser) {
        this.name = name;
        this.folder = folder;
        this.browser = browser;
    }

    static FirefoxPerson start(String name, Tone voice, SolidColour face) throws IOException {
        Path folder = Files.createTempDirectory("livechat-firefox-");
        Firefox browser = Firefox.start(folder.resolve("profile"), voice.hertz());
        browser.preload(BrowserPerson.resource("instrument.js") + camera(face));
        return new FirefoxPerson(name, folder, browser);
    }

    /** The camera of Firefox's fake devices changes its colour; this one keeps it. */
    private static String camera(SolidColour face) {
        return """
            const fake = MediaDevices.prototype.getUserMedia;
            MediaDevices.prototype.getUserMedia = function (constraints) {
              if (!constraints.video) {
                return fake.call(this, constraints);
              }
              const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
              const brush = canvas.getContext('2d');
              setInterval(() => {
                brush.fillStyle = '%s';
                brush.fillRect(0, 0, 320, 240);
              }, 50);
              return Promise.resolve(canvas.captureStream(20));
            };
            window.failures = [];
            window.addEventListener('error', (event) => window.failures.push(event.message));
            window.addEventListener('unhandledrejection', (event) => window.failures.push(String(event.reason)));
            """.formatted(face.css());
    }

    /** Signs in and joins a channel with the camera on; returns when the page says that it may talk. */
    void enter(URI link, String channelId) {
        open(link);
        browser.run(
                "document.getElementById('name').value = arguments[0];"
                        + " document.getElementById('sign-in-form').requestSubmit()",
                name);
        join(channelId);
        openEyesAndEars();
    }

    void join(String channelId) {
        String item = "[data-channel='" + channelId + "']";
        until(() -> is("document.querySelector(\"" + item + "\") !== null"), "the channel in the list");
        click(item);
        waitUntilTextContains("floor-words", "");
        until(
                () -> text("floor-words").contains("The channel is free")
                        || text("floor-words").contains("Everybody hears you"),
                "the channel");
        click("#camera");
        until(() -> text("camera").equals("Camera on"), "the camera");
    }

    /** Opens a page. */
    void open(URI page) {
        browser.open(page);
    }

    /** Chooses in the settings that media goes through a relay or not at all. */
    void chooseRelayOnly() {
        click("#open-settings");
        click("#relay-only");
        click("#settings button");
    }

    /** Runs a function in the page, and returns what came of it, or of the promise that it returns. */
    Object run(String functionBody) {
        return browser.run(functionBody);
    }

    void leave() {
        click("#leave");
        until(() -> is("document.body.dataset.view === 'channels'"), "the channel left");
    }

    void talk() {
        key("keydown");
        until(() -> text("ptt-label").equals("Talking"), "the floor");
    }

    void letGo() {
        key("keyup");
    }

    /**
     * Waits until so many streams are heard, by the level of what was decoded. Which tone it is cannot be told: without a
     * sound card Firefox's AudioContext does not run.
     */
    void waitUntilHears(int voices) {
        until(
                () -> ((Number) browser.run("return window.instrument.voices()")).intValue() == voices,
                voices + " voices");
    }

    /** Waits for a sample later than {@code since} that satisfies a condition. */
    void waitFor(long since, Predicate<Sample> condition, String what) {
        var search = new SampleSearch(this::samplesSince, since, condition);
        until(() -> search.look().isPresent(), what);
    }

    void waitUntil(BooleanSupplier condition, String what) {
        until(condition, what);
    }

    /** Chooses how many tiles a conference has. */
    void chooseTiles(int count) {
        browser.run(
                "const choice = document.getElementById('tile-count'); choice.value = String(arguments[0]);"
                        + " choice.dispatchEvent(new Event('change', { bubbles: true }))",
                count);
    }

    /** The users whose tiles are on the page, in its order. */
    List<String> tiles() {
        return strings("return [...document.querySelectorAll('.tile')].map((tile) => tile.dataset.user)");
    }

    /** The mids of this page's media connection in the order of its lines, with what each does now. */
    List<String> lines() {
        return strings("return window.instrument.lines()");
    }

    /** How often this page has taken an SDP answer. */
    long negotiations() {
        return ((Number) browser.run("return window.instrument.negotiations")).longValue();
    }

    /** Whether each mid has had the same payload types in all answers. */
    boolean payloadTypesStable() {
        return Boolean.TRUE.equals(browser.run("return window.instrument.payloadTypesStable()"));
    }

    private List<String> strings(String script) {
        return ((List<?>) browser.run(script)).stream().map(String.class::cast).toList();
    }

    void waitUntilTextContains(String id, String part) {
        until(() -> text(id).contains(part), "#" + id + " with \"" + part + "\"");
    }

    /** What the page's scripts did not catch. */
    List<?> failures() {
        return (List<?>) browser.run("return window.failures");
    }

    Firefox browser() {
        return browser;
    }

    private void openEyesAndEars() {
        browser.run(BrowserPerson.resource("senses.js"), Tone.allHertz());
    }

    private List<Sample> samplesSince(long unixMillis) {
        return ((List<?>) browser.run("return window.samplesSince(arguments[0])", unixMillis))
                .stream().map(sample -> Sample.of((List<?>) sample)).toList();
    }

    private void click(String selector) {
        browser.run("document.querySelector(arguments[0]).click()", selector);
    }

    private void key(String event) {
        browser.run(
                "document.body.dispatchEvent(new KeyboardEvent(arguments[0], { code: 'Space', bubbles: true }))",
                event);
    }

    private String text(String id) {
        return (String) browser.run("return document.getElementById(arguments[0]).textContent", id);
    }

    /** Whether an expression of the page is true. */
    boolean is(String expression) {
        return Boolean.TRUE.equals(browser.run("return " + expression));
    }

    private void until(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("%s in Firefox waited for %s; the page says: %s, %s; it measured last: %s"
                        .formatted(
                                name,
                                what,
                                text("floor-words"),
                                text("banners"),
                                browser.run("return window.samplesSince?.(0).at(-1) ?? null")));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    @Override
    public void close() throws IOException {
        browser.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
