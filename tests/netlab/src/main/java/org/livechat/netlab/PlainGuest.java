package org.livechat.netlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * Somebody who uses livechat's library in a page that shows pictures and nothing else, as those for Janus do: what the console draws
 * besides costs as much as decoding does, and leaves less of a machine to what is measured.
 */
final class PlainGuest implements Server.Guest {
    private static final String TOKEN = "#token=";
    /** As high as a tile of the console is in a small window, in pixels. */
    private static final int TILE_HEIGHT = 240;

    private final URI console;
    private final String person;
    private final Browser browser;

    /** @param console the link of the ready line, which has the token */
    PlainGuest(URI console, String person, Browser browser) {
        this.console = console;
        this.person = person;
        this.browser = browser;
    }

    @Override
    public void enter(Case.Scene scene) {
        String script;
        try {
            script = Page.script("livechat-guest.js");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String link = console.toString();
        int token = link.indexOf(TOKEN);
        if (token < 0) {
            throw new IllegalStateException("the server's link has no token: " + link);
        }
        // Any page of the server, whose library it then is.
        browser.open(console.resolve("/livechat.js"));
        browser.run(script, person, link.substring(token + TOKEN.length()), LivechatGuest.channel(scene), TILE_HEIGHT);
    }

    @Override
    public boolean isIn() {
        return isTrue("joined");
    }

    @Override
    public void showFace() {
        browser.run("window.place.showFace()");
    }

    @Override
    public void talk() {
        browser.run("window.place.talk()");
    }

    @Override
    public boolean isTalking() {
        return isTrue("talking");
    }

    @Override
    public void letGo() {
        browser.run("window.place.letGo()");
    }

    private boolean isTrue(String what) {
        Object failure = browser.run("return window.place?.failure ?? ''");
        if (!failure.equals("")) {
            throw new IllegalStateException("the page failed: " + failure);
        }
        return browser.is("window.place?." + what);
    }
}
