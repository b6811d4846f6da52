package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.livechat.chromium.ConsolePage;
import org.livechat.parts.OwnCertificate;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;

/** Somebody at the console, in a browser process of their own, with a tone as voice and a colour as face. */
final class BrowserPerson implements AutoCloseable {
    private static final String ALLOW_DEVICES = "--use-fake-ui-for-media-stream";

    /** What a camera sees in a second. */
    private static final int FRAMES = 20;

    private static final int FEW_FRAMES = 10;

    private static final Dimension DESK = new Dimension(1280, 800);
    private static final Dimension SMALL = new Dimension(800, 600);

    private final String name;
    private final PersonsBrowser own;
    private final ChromeDriver browser;
    private final ConsolePage console;
    private boolean left;

    private BrowserPerson(String name, PersonsBrowser own) {
        this.name = name;
        this.own = own;
        this.browser = own.driver();
        this.console = new ConsolePage(name, browser);
    }

    /** A person whose browser allows microphone and camera. */
    static BrowserPerson start(String name, Tone voice, SolidColour face) throws IOException {
        return start(name, voice, face, FRAMES, DESK, List.of(ALLOW_DEVICES));
    }

    /**
     * The same with a small window and a slow camera, for tests with so many that two cores else have enough to do with showing four
     * pictures in each of four windows.
     */
    static BrowserPerson startSmall(String name, Tone voice, SolidColour face) throws IOException {
        return start(name, voice, face, FEW_FRAMES, SMALL, List.of(ALLOW_DEVICES));
    }

    /**
     * A person whose browser allows microphone and camera, and who when asked what to share chooses a tab by its title. (The
     * flag that allows devices would share a made-up screen instead.)
     */
    static BrowserPerson startSharing(String name, Tone voice, SolidColour face, String title) throws IOException {
        BrowserPerson person =
                start(name, voice, face, FRAMES, DESK, List.of("--auto-select-tab-capture-source-by-title=" + title));
        person.browser.executeCdpCommand(
                "Browser.grantPermissions", Map.of("permissions", List.of("audioCapture", "videoCapture")));
        return person;
    }

    /** The same whose browser takes a certificate that nobody has signed. */
    static BrowserPerson startTrusting(OwnCertificate certificate, String name, Tone voice, SolidColour face)
            throws Exception {
        return start(name, voice, face, FRAMES, DESK, List.of(ALLOW_DEVICES, certificate.chromiumOption()));
    }

    /** A person whose browser refuses microphone and camera. */
    static BrowserPerson startWithoutPermission(String name) throws IOException {
        return start(name, Tone.A4, SolidColour.RED, FRAMES, DESK, List.of("--deny-permission-prompts"));
    }

    private static BrowserPerson start(
            String name, Tone voice, SolidColour face, int framesPerSecond, Dimension window, List<String> arguments)
            throws IOException {
        return new BrowserPerson(
                name, PersonsBrowser.take(new PersonsBrowser.Kind(voice, face, framesPerSecond, window, arguments)));
    }

    String name() {
        return name;
    }

    /** Opens a page. */
    void open(URI page) {
        browser.get(page.toString());
    }

    /** Loads the console by its link, also where it is open already. */
    void openAnew(URI link) {
        browser.get(link.toString());
        browser.navigate().refresh();
    }

    /** Opens the console by its link and signs in; waits for nothing. */
    void signIn(URI link) {
        console.signIn(link);
    }

    /** Signs in and joins a channel; returns when sound is connected. */
    void enter(URI link, String channelId) {
        signIn(link);
        join(channelId);
        console.awaitPushToTalk();
    }

    /** Chooses a channel from the list; waits for nothing but the list. */
    void join(String channelId) {
        console.join(channelId);
    }

    /** Enters a conference with a camera that is on; waits until it is. */
    void enterConference(URI link, String channelId) {
        signIn(link);
        joinConference(channelId);
    }

    /** Chooses a conference from the list and switches the camera on. */
    void joinConference(String channelId) {
        join(channelId);
        console.awaitConference();
        showFace();
    }

    void leave() {
        browser.findElement(By.id("leave")).click();
    }

    /** Switches the camera on; returns when the person sees it. */
    void showFace() {
        console.showFace();
    }

    void hideFace() {
        browser.findElement(By.id("camera")).click();
        waitUntilTextIs("camera", "Camera off"::equals);
    }

    /** Opens a tab that is all of one colour, and comes back. */
    void openTabToShare(String title, SolidColour colour) {
        String opener = browser.getWindowHandle();
        browser.switchTo().newWindow(WindowType.TAB);
        browser.get("data:text/html,<title>" + title + "</title><body style='background:" + colour.css() + "'>");
        browser.switchTo().window(opener);
    }

    /** Shares the tab whose title was told at the start; returns when the page says so. */
    void shareScreen() {
        browser.findElement(By.id("screen")).click();
        waitUntilTextIs("screen", "Stop sharing"::equals);
    }

    void stopSharing() {
        browser.findElement(By.id("screen")).click();
        waitUntilTextIs("screen", "Share screen"::equals);
    }

    /** Closes the tab that was opened last. */
    void closeSharedTab() {
        String opener = browser.getWindowHandle();
        browser.switchTo().window(List.copyOf(browser.getWindowHandles()).getLast());
        browser.close();
        browser.switchTo().window(opener);
    }

    void choose(String indicator) {
        browser.findElement(By.cssSelector("#urgency input[value='" + indicator + "'] + span"))
                .click();
    }

    /** Presses the button and keeps it pressed. */
    void press() {
        console.press();
    }

    /** Lets the button go; returns the instant of it. */
    long letGo() {
        long instant = System.currentTimeMillis();
        console.letGo();
        return instant;
    }

    /** Presses the space bar and keeps it pressed; returns the instant of it. */
    long pressKey() {
        return key("keydown");
    }

    long releaseKey() {
        return key("keyup");
    }

    private long key(String event) {
        return ((Number) browser.executeScript(
                        "document.body.dispatchEvent(new KeyboardEvent(arguments[0], {code: 'Space', bubbles: true}));"
                                + " return Date.now()",
                        event))
                .longValue();
    }

    /** Waits for a frame of a colour later than {@code since}; returns when it was shown. */
    long waitForLook(long since, SolidColour face) {
        until(() -> look(since, face) != 0, "a picture that is " + face);
        return look(since, face);
    }

    private long look(long since, SolidColour face) {
        List<?> looks = (List<?>) browser.executeScript("return window.looksSince(arguments[0])", since);
        return looks.stream()
                .map(look -> (List<?>) look)
                .filter(look -> face.isLike(((List<?>) look.getLast())
                        .stream().map(part -> ((Number) part).doubleValue()).toList()))
                .mapToLong(look -> ((Number) look.getFirst()).longValue())
                .findFirst()
                .orElse(0);
    }

    /** Clicks something, as a pointer does. */
    void click(String selector) {
        browser.findElement(By.cssSelector(selector)).click();
    }

    /** Clicks a point of the window, as a pointer does. */
    void clickAt(int x, int y) {
        for (String type : List.of("mousePressed", "mouseReleased")) {
            browser.executeCdpCommand(
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
        }
    }

    /** Presses a real key, which goes wherever the keyboard is, and keeps it down. */
    void keyDown(CharSequence key) {
        new Actions(browser).keyDown(key).perform();
    }

    void keyUp(CharSequence key) {
        new Actions(browser).keyUp(key).perform();
    }

    /** Types into whatever has the keyboard. */
    void type(CharSequence... keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    /** Fingers that are not on the screen yet. */
    Fingers fingers() {
        return new Fingers(browser);
    }

    /** Opens an empty tab in front of this one, which is hidden then, and makes it the current one. */
    void coverWithTab() {
        browser.switchTo().newWindow(WindowType.TAB);
    }

    /** Opens an empty tab in front of this one, which stays the current one, and is hidden from now on. */
    void hide() {
        String page = browser.getWindowHandle();
        coverWithTab();
        String cover = browser.getWindowHandle();
        browser.switchTo().window(page); // which shows it, too
        browser.executeCdpCommand("Target.activateTarget", Map.of("targetId", cover));
        until(() -> browser.executeScript("return document.hidden").equals(true), "a page that is hidden");
    }

    /** Has the browser freeze the page, as a phone does with one that is not looked at, or thaw it. */
    void freeze(boolean frozen) {
        browser.executeCdpCommand("Page.setWebLifecycleState", Map.of("state", frozen ? "frozen" : "active"));
    }

    /** Stops all processes of the browser in their tracks (SIGSTOP), as a lid that is shut does, or has them go on. */
    void stopBrowser(boolean stop) throws IOException, InterruptedException {
        ProcessHandle main = ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(own.folder().toString()))
                .filter(process -> !process.info().commandLine().orElse("").contains("--type="))
                .filter(process -> process.info().command().orElse("").contains("chrom"))
                .filter(process -> !process.info().command().orElse("").contains("driver"))
                .findFirst()
                .orElseThrow();
        List<String> command = Stream.concat(
                        Stream.of("kill", stop ? "-STOP" : "-CONT"),
                        Stream.concat(Stream.of(main), main.descendants()).map(process -> Long.toString(process.pid())))
                .toList();
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(command.toString())
                .isZero();
    }

    /** Closes the tab in front, so that the first one is seen again. */
    void uncover() {
        browser.close();
        browser.switchTo().window(browser.getWindowHandles().iterator().next());
    }

    /** Chooses in the settings that one press talks and the next one ends, or not. */
    void toggleTalk(boolean on) {
        browser.findElement(By.id("open-settings")).click();
        WebElement box = browser.findElement(By.id("toggle-talk"));
        if (box.isSelected() != on) {
            box.click();
        }
        browser.findElement(By.cssSelector("#settings button")).click();
    }

    /** Chooses in the settings that media goes through a relay or not at all. */
    void chooseRelayOnly() {
        browser.findElement(By.id("open-settings")).click();
        browser.findElement(By.id("relay-only")).click();
        browser.findElement(By.cssSelector("#settings button")).click();
    }

    /** The device has no network any more, or has one again, as the browser says to the page. */
    void deviceOffline(boolean offline) {
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Breaks the connection with the server off, which stays unreachable. */
    void goOffline() {
        browser.executeScript("instrument.unreachable = true; instrument.sockets.at(-1).close()");
    }

    /** The server can be reached again, and is tried at once. */
    void comeOnline() {
        browser.executeScript("instrument.unreachable = false; window.dispatchEvent(new Event('online'))");
    }

    /** Presses the button and waits until the page says that this person talks. */
    void talk() {
        console.talk();
    }

    void write(String message) {
        browser.findElement(By.id("message")).sendKeys(message, Keys.ENTER);
    }

    /** Starts to measure what arrives. */
    void openEyesAndEars() {
        browser.executeScript(resource("senses.js"), Tone.allHertz());
    }

    /** What was heard and seen since an instant, oldest first. */
    List<Sample> samplesSince(long unixMillis) {
        List<?> samples = (List<?>) browser.executeScript("return window.samplesSince(arguments[0])", unixMillis);
        return samples.stream().map(sample -> Sample.of((List<?>) sample)).toList();
    }

    /** Waits for a sample later than {@code since} that satisfies a condition, and returns the first. */
    Sample waitFor(long since, Predicate<Sample> condition, String what) {
        var search = new SampleSearch(this::samplesSince, since, condition);
        var found = new AtomicReference<Optional<Sample>>(Optional.empty());
        until(() -> found.updateAndGet(_ -> search.look()).isPresent(), what);
        return found.get().orElseThrow();
    }

    /** Lets a time of measuring pass and returns its samples. */
    List<Sample> measureFor(Duration time) {
        long begin = System.currentTimeMillis();
        until(() -> System.currentTimeMillis() - begin >= time.toMillis(), time + " of samples");
        return samplesSince(begin);
    }

    /** The text that is visible in an element of the page. */
    String text(String id) {
        return console.text(id);
    }

    void waitUntilTextIs(String id, Predicate<String> expected) {
        console.waitUntilTextIs(id, expected);
    }

    void waitUntilTextContains(String id, String part) {
        console.waitUntilTextContains(id, part);
    }

    boolean isShown(String id) {
        return browser.findElement(By.id(id)).isDisplayed();
    }

    /** Runs script in the page and returns what it returns. */
    Object run(String script, Object... arguments) {
        return browser.executeScript(script, arguments);
    }

    /** Runs script in the page that calls its last argument with a result, and returns that. */
    Object runUntilDone(String script, Object... arguments) {
        return browser.executeAsyncScript(script, arguments);
    }

    /** Waits for a promise of the page and returns its value. */
    Object await(String expression) {
        Map<?, ?> settled = (Map<?, ?>) browser.executeAsyncScript("const done = arguments[0]; (async () => "
                + expression + ")().then((value) => done({ value }), (error) => done({ error: error.stack }))");
        assertThat(settled.get("error")).as("error of the promise").isNull();
        return settled.get("value");
    }

    /** How often this page has taken an SDP answer. */
    long negotiations() {
        return (Long) browser.executeScript("return window.instrument.negotiations");
    }

    long packetsSent() {
        return ((Number) await("window.instrument.packetsSent()")).longValue();
    }

    /** Sends from now on whatever the floor says, as a broken or hostile client would. */
    void sendWithoutAsking() {
        await("window.instrument.forceOpen()");
    }

    /** Behaves again. */
    void stopSendingWithoutAsking() {
        await("window.instrument.stopForcing()");
    }

    /** Chooses how many tiles a conference has. */
    void chooseTiles(int count) {
        new Select(browser.findElement(By.id("tile-count"))).selectByVisibleText(Integer.toString(count));
    }

    /** Presses the tile of a user. */
    void pressTile(String user) {
        browser.findElement(By.cssSelector(".tile[data-user='" + user + "']")).click();
    }

    /** The users whose tiles are on the page, in its order. */
    List<String> tiles() {
        return strings(browser.executeScript(
                "return [...document.querySelectorAll('.tile')].map((tile) => tile.dataset.user)"));
    }

    /** The users whose pictures are seen in their tiles. */
    List<String> picturedTiles() {
        return strings(browser.executeScript(
                "return [...document.querySelectorAll('.tile[data-picture=true]')].map((tile) => tile.dataset.user)"));
    }

    /** Presses the button beside a user in the list of members that pins them, or lets them go; returns the instant of it. */
    long pressPin(String user) {
        long instant = System.currentTimeMillis();
        browser.findElement(By.cssSelector("#members [data-user='" + user + "'] .member-pin"))
                .click();
        return instant;
    }

    /** The users whom the list of members shows as pinned. */
    List<String> pinnedInList() {
        return strings(
                browser.executeScript(
                        "return [...document.querySelectorAll('#members .member-pin[aria-pressed=true]')].map((pin) => pin.closest('li').dataset.user)"));
    }

    /** The mids of this page's media connection in the order of its lines, with what each does now. */
    List<String> lines() {
        return strings(browser.executeScript("return window.instrument.lines()"));
    }

    /** Numbers of the statistics of what is received of a kind, as instrument.js names them. */
    Map<String, Double> received(String kind) {
        return ((Map<?, ?>) await("window.instrument.received('" + kind + "')"))
                .entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> (String) entry.getKey(), entry -> ((Number) entry.getValue()).doubleValue()));
    }

    /** The addresses of the server that this page's media goes to. */
    List<String> remoteCandidates() {
        return strings(await("[...(await window.instrument.peers.at(-1).getStats()).values()]"
                + ".filter((report) => report.type === 'remote-candidate').map((report) => report.address)"));
    }

    /** What media goes over: {@code udp}, {@code tcp}, or nothing if no pair of candidates is chosen yet. */
    String mediaProtocol() {
        return chosenCandidate("protocol");
    }

    /** The address of the server that media goes to, or nothing if no pair of candidates is chosen yet. */
    String mediaAddress() {
        return chosenCandidate("address");
    }

    private String chosenCandidate(String property) {
        return String.valueOf(await("{ const stats = await window.instrument.peers.at(-1).getStats();"
                + " const transport = [...stats.values()].find((report) => report.type === 'transport');"
                + " const pair = stats.get(transport?.selectedCandidatePairId);"
                + " return stats.get(pair?.remoteCandidateId)?." + property + " ?? '' }"));
    }

    /** Keeps a picture of the page. */
    void photograph(Path file) throws IOException {
        Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
    }

    /** Makes the window as large as a phone or a desk. */
    void resize(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void waitUntil(BooleanSupplier condition, String what) {
        until(condition, what);
    }

    /** Waits until more packets than this were sent. */
    void waitUntilSentMoreThan(long packets) {
        until(() -> packetsSent() > packets, "more than " + packets + " packets sent");
    }

    /** Errors of the page's own scripts. That the server could not be reached is the browser's own line and no error of ours. */
    List<String> scriptErrors() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("WebSocket connection to"))
                .filter(message -> !message.matches("\\S+/healthz - Failed to load resource: .*"))
                .toList();
    }

    /** Opens another tab of the same browser, with the same name, and makes it the current one. */
    void openSecondTab(URI link) {
        browser.switchTo().newWindow(WindowType.TAB);
        browser.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", resource("instrument.js")));
        signIn(link);
    }

    void backToFirstTab() {
        browser.switchTo().window(browser.getWindowHandles().iterator().next());
    }

    /** Waits for a condition, a while. */
    void until(BooleanSupplier condition, String what) {
        console.until(condition, what);
    }

    @Override
    public void close() throws IOException {
        if (!left) {
            left = true;
            own.leave();
        }
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }

    static String resource(String file) {
        try (InputStream in = BrowserPerson.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
