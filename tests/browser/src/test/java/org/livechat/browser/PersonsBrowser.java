package org.livechat.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.livechat.chromium.Chromium;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/**
 * A browser process with a microphone, a camera and a folder of its own. To start one and to load its first page takes six seconds of a core, and another page
 * one: so who leaves gives it back, and the next person of the same kind, of another test maybe, finds an empty tab and nothing else of who was there before.
 */
final class PersonsBrowser {
    /** What a browser has from its start on. */
    record Kind(Tone voice, SolidColour face, int framesPerSecond, Dimension window, List<String> arguments) {}

    private final Kind kind;
    private final Path folder;
    private final ChromeDriver driver;

    private PersonsBrowser(Kind kind, Path folder, ChromeDriver driver) {
        this.kind = kind;
        this.folder = folder;
        this.driver = driver;
    }

    /** One that nobody uses, or a new one. */
    static PersonsBrowser take(Kind kind) throws IOException {
        PersonsBrowser browser =
                IdleBrowsers.take(kind).filter(PersonsBrowser::isReady).orElse(null);
        if (browser == null) {
            browser = start(kind);
        }
        browser.driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument", Map.of("source", BrowserPerson.resource("instrument.js")));
        return browser;
    }

    private static PersonsBrowser start(Kind kind) throws IOException {
        Path folder = Files.createTempDirectory("livechat-browser-");
        try {
            ChromeDriver driver = Chromium.start(
                    folder.resolve("profile"),
                    kind.voice.writeWav(folder),
                    kind.face.writeY4m(folder, kind.framesPerSecond),
                    kind.arguments);
            driver.manage().window().setSize(kind.window);
            return new PersonsBrowser(kind, folder, driver);
        } catch (RuntimeException | IOException e) {
            delete(folder);
            throw e;
        }
    }

    Kind kind() {
        return kind;
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Of its processes it is in the command line. */
    Path folder() {
        return folder;
    }

    /** Takes it back. */
    void leave() {
        try {
            forget();
            IdleBrowsers.give(this);
        } catch (WebDriverException e) {
            end(); // the test has left it in a state that this does not undo
        }
    }

    private void forget() {
        driver.resetInputState();
        Set<String> used = driver.getWindowHandles();
        driver.switchTo().newWindow(WindowType.TAB);
        String empty = driver.getWindowHandle();
        Set<String> origins = new LinkedHashSet<>();
        for (String tab : used) {
            driver.switchTo().window(tab);
            origins.add(String.valueOf(driver.executeScript("return location.origin")));
            driver.close();
        }
        driver.switchTo().window(empty);
        origins.remove("null");
        for (String origin : origins) {
            driver.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
        }
        driver.executeCdpCommand("Browser.resetPermissions", Map.of());
        driver.manage().window().setSize(kind.window);
        driver.manage().logs().get(LogType.BROWSER);
    }

    private boolean isReady() {
        try {
            return driver.getWindowHandles().size() == 1;
        } catch (WebDriverException e) {
            end();
            return false;
        }
    }

    /** Ends its processes. */
    void end() {
        try {
            driver.quit();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
