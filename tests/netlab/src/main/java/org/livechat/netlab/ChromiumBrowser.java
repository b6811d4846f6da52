package org.livechat.netlab;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.livechat.chromium.Chromium;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;

/** Debian's Chromium; its devices are files. */
record ChromiumBrowser(ChromeDriver driver) implements Browser {
    /** What is drawn takes a third of the processor in a window as large as a desk. */
    private static final String SMALL_WINDOW = "--window-size=480,640";

    static ChromiumBrowser start(Path profile, Devices devices, String script) {
        ChromeDriver driver = Chromium.start(
                profile, devices.voice(), devices.picture(), List.of("--use-fake-ui-for-media-stream", SMALL_WINDOW));
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        return new ChromiumBrowser(driver);
    }

    @Override
    public void open(URI page) {
        driver.get(page.toString());
    }

    @Override
    public Object run(String functionBody, Object... arguments) {
        return Objects.requireNonNullElse(driver.executeScript(functionBody, arguments), "");
    }

    @Override
    public void close() {
        try {
            driver.quit();
        } catch (WebDriverException gone) {
            System.err.println("a Chromium had ended by itself: " + gone.getRawMessage());
        }
    }
}
