package org.livechat.netlab;

import java.net.URI;

/** Somebody in a video room of Janus. */
final class JanusGuest implements Server.Guest {
    private final URI page;
    private final Browser browser;
    private boolean conference;

    JanusGuest(URI page, Browser browser) {
        this.page = page;
        this.browser = browser;
    }

    @Override
    public void enter(Case.Scene scene) {
        conference = scene == Case.Scene.CONFERENCE;
        browser.open(page);
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
        browser.run("window.place.publish().catch((error) => (window.place.failure = String(error)))");
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
        Object failure = browser.run("return window.place?.failure ?? ''");
        if (!failure.equals("")) {
            throw new IllegalStateException("the page for Janus failed: " + failure);
        }
        return browser.is("window.place?." + what);
    }
}
