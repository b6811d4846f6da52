package org.livechat.netlab;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.livechat.chromium.Chromium;
import org.livechat.chromium.ConsolePage;
import org.openqa.selenium.chrome.ChromeDriver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at the console in a Chromium of their own, behind a network of their own. */
final class Participant implements AutoCloseable {
    /** The console has one connection at a time. */
    private static final int DOORS = 1;

    /** What is drawn takes a third of the processor in a window as large as a desk. */
    private static final String SMALL_WINDOW = "--window-size=480,640";

    private final String name;
    private final Path folder;
    private final ImpairingRelay network;
    private final ChromeDriver browser;
    private final ConsolePage console;

    private Participant(String name, Path folder, ImpairingRelay network, ChromeDriver browser) {
        this.name = name;
        this.folder = folder;
        this.network = network;
        this.browser = browser;
        this.console = new ConsolePage(name, browser);
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

    /** Enters a push-to-talk channel; returns when sound is connected. */
    void enterPushToTalk(URI link, String channel) {
        join(link, channel);
        console.awaitPushToTalk();
    }

    /** Enters a conference; returns when sound is connected. */
    void enterConference(URI link, String channel) {
        join(link, channel);
        console.awaitConference();
    }

    private void join(URI link, String channel) {
        leave(); // else a link that differs in its fragment alone would load nothing
        console.signIn(link);
        console.join(channel);
        console.until(() -> serverPort() != 0, "the server's answer");
        network.lead(0, serverPort());
    }

    private int serverPort() {
        return (int) number("return window.netlab.remotes[0] ?? 0");
    }

    private long number(String script) {
        return ((Number) Objects.requireNonNull(browser.executeScript(script), script)).longValue();
    }

    void showFace() {
        console.showFace();
    }

    void talk() {
        console.talk();
    }

    void letGo() {
        console.letGo();
    }

    /** Leaves by closing the page. */
    void leave() {
        browser.get("about:blank");
    }

    /** Waits until a picture has been shown. */
    void awaitPicture() {
        console.until(() -> number("return window.netlab.frames") > 0, "a picture");
    }

    /** The samples of the page so far, oldest first. */
    JsonNode samples() {
        return JsonMapper.shared()
                .readTree((String) browser.executeScript("return JSON.stringify(window.netlab.samples)"));
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
        RunningBuild.deleteAll(folder);
    }
}
