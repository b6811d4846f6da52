package org.livechat.chromium;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The browser of the machine. Nothing is downloaded: without one the tests are skipped, or fail where CI=true. */
public final class Chromium {
    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> DRIVERS =
            List.of("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");

    private Chromium() {}

    /** Starts a process of its own, with a fake microphone and camera. */
    public static ChromeDriver start(Path profile, Path microphone, Path camera, List<String> moreArguments) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(found("Chromium", BROWSERS).toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--user-data-dir=" + profile,
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-audio-capture=" + microphone,
                "--use-file-for-fake-video-capture=" + camera,
                "--allow-loopback-in-peer-connection",
                "--autoplay-policy=no-user-gesture-required",
                "--disable-background-networking",
                "--window-size=1280,800");
        options.addArguments(moreArguments);
        ChromeDriverService driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(found("ChromeDriver", DRIVERS).toFile())
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(driver, options);
    }

    private static Path found(String what, List<String> places) {
        for (String place : places) {
            if (Files.isExecutable(Path.of(place))) {
                return Path.of(place);
            }
        }
        String message = what + " was not found at any of " + places + "; the browser tests need it";
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(message);
        }
        Assumptions.abort(message);
        throw new AssertionError("abort always throws");
    }
}
