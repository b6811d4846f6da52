package org.livechat.netlab;

import java.net.URI;
import org.openqa.selenium.chrome.ChromeDriver;

/** Somebody in a video room of Janus. */
final class JanusGuest implements Server.Guest {
    private final URI page;
    private final ChromeDriver browser;
    private boolean conference;

    JanusGuest(URI page, ChromeDriver browser) {
        this.page = page;
        this.browser = browser;
    }

    @Override
    public void enter(Case.Scene scene) {
        conference = scene == Case.Scene.CONFERENCE;
        browser.get(page.toString());
    }

    @Override
    public boolean isIn() {
        return isTrue("joined");
    }

    @Override
    public void showFace() {
        if (conference) {
            talk();
        }
    }

    @Override
    public void talk() {
        browser.executeScript("window.place.publish().catch((error) => (window.place.failure = String(error)))");
    }

    @Override
    public boolean isTalking() {
        return isTrue("publishing");
    }

    @Override
    public void letGo() {
        // the page is left next, and what it publishes with it
    }

    private boolean isTrue(String what) {
        Object failure = browser.executeScript("return window.place?.failure ?? null");
        if (failure != null) {
            throw new IllegalStateException("the page for Janus failed: " + failure);
        }
        return Boolean.TRUE.equals(browser.executeScript("return window.place?." + what + " ?? false"));
    }
}
