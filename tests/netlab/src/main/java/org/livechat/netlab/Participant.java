package org.livechat.netlab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.livechat.chromium.Chromium;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody in a Chromium of their own, behind a network of their own. */
final class Participant implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    /** The console has one connection at a time; a page for Janus one for each that it receives, and one to send. */
    private static final int DOORS = 4;

    /** What is drawn takes a third of the processor in a window as large as a desk. */
    private static final String SMALL_WINDOW = "--window-size=480,640";

    private final String name;
    private final Path folder;
    private final ImpairingRelay network;
    private final ChromeDriver browser;
    private Server.@Nullable Guest guest;

    private Participant(String name, Path folder, ImpairingRelay network, ChromeDriver browser) {
        this.name = name;
        this.folder = folder;
        this.network = network;
        this.browser = browser;
    }

    /** Starts the browser; it sees and says what files have. */
    static Participant start(String name, Path voice, Path picture) throws IOException {
        Path folder = Files.createTempDirectory("netlab-browser-");
        ImpairingRelay network = ImpairingRelay.open(DOORS);
        ChromeDriver browser = Chromium.start(
                folder.resolve("profile"), voice, picture, List.of("--use-fake-ui-for-media-stream", SMALL_WINDOW));
        browser.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", "window.netlabDoors = " + network.ports() + ";\n" + script()));
        return new Participant(name, folder, network, browser);
    }

    String name() {
        return name;
    }

    ImpairingRelay network() {
        return network;
    }

    /** Enters what a scene is played in; returns when the page says that one is in. */
    void enter(Server server, Case.Scene scene, int run) {
        leave(); // else a link that differs in its fragment alone would load nothing
        Server.Guest entering = server.guest(name, browser, run);
        guest = entering;
        entering.enter(scene);
        until(entering::isIn, "to be in");
    }

    void showFace() {
        guest().showFace();
    }

    void talk() {
        guest().talk();
        until(guest()::isTalking, "to talk");
    }

    void letGo() {
        guest().letGo();
    }

    /** Leaves by closing the page. */
    void leave() {
        browser.get("about:blank");
    }

    /** Waits until a picture has been shown. */
    void awaitPicture() {
        until(() -> Boolean.TRUE.equals(browser.executeScript("return window.netlab.frames > 0")), "for a picture");
    }

    private Server.Guest guest() {
        return Objects.requireNonNull(guest, "has not entered");
    }

    /** Waits, and sees to it meanwhile that doors lead where the page's connections go. */
    private void until(BooleanSupplier condition, String what) {
        new WebDriverWait(browser, PATIENCE, LOOK_EVERY)
                .withMessage(() -> name + " waited " + what + "; its page leads to " + read("window.netlab?.remotes")
                        + " and says " + read("window.place ?? document.body.innerText"))
                .until(driver -> {
                    leadDoors();
                    return condition.getAsBoolean();
                });
    }

    private void leadDoors() {
        JsonNode remotes = read("window.netlab?.remotes ?? []");
        for (int door = 0; door < remotes.size(); door++) {
            JsonNode remote = remotes.get(door);
            if (!remote.isNull()) {
                network.lead(
                        door % DOORS,
                        remote.path("host").asString(),
                        remote.path("port").asInt());
            }
        }
    }

    /** The samples of the page so far, oldest first. */
    JsonNode samples() {
        return read("window.netlab.samples");
    }

    private JsonNode read(String expression) {
        Object text = browser.executeScript("return JSON.stringify(" + expression + ")");
        return JsonMapper.shared().readTree(String.valueOf(text));
    }

    private static String script() throws IOException {
        try (InputStream in = Participant.class.getResourceAsStream("netlab.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        browser.quit();
        network.close();
        LivechatServer.deleteAll(folder);
    }
}
