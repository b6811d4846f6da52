package org.livechat.netlab;

import java.net.URI;

/** Somebody at the console: by its form, its list and the space bar, which all browsers take from a script. */
final class LivechatGuest implements Server.Guest {
    private static final String PUSH_TO_TALK = "CH_0001";
    private static final String CONFERENCE = "CH_0004";

    private final URI link;
    private final String person;
    private final Browser browser;

    LivechatGuest(URI link, String person, Browser browser) {
        this.link = link;
        this.person = person;
        this.browser = browser;
    }

    @Override
    public void enter(Case.Scene scene) {
        browser.open(link);
        browser.run(
                "document.getElementById('name').value = arguments[0];"
                        + " document.getElementById('sign-in-form').requestSubmit()",
                person);
        String channel = channel(scene);
        String item = "document.querySelector('[data-channel=" + channel + "]')";
        Page.until(() -> browser.is(item + " !== null"), () -> "for channel " + channel + " in the list");
        browser.run(item + ".click()");
    }

    /** The id of a channel that every server begins with. */
    static String channel(Case.Scene scene) {
        return scene == Case.Scene.CONFERENCE ? CONFERENCE : PUSH_TO_TALK;
    }

    @Override
    public boolean isIn() {
        String words = text("floor-words");
        return words.startsWith("The channel is free")
                || words.contains("is talking")
                || words.contains("Everybody hears you");
    }

    @Override
    public void showFace() {
        browser.run("document.getElementById('camera').click()");
        Page.until(
                () -> text("camera").equals("Camera on"), () -> "for the camera, and the page says " + text("banners"));
    }

    @Override
    public void talk() {
        key("keydown");
    }

    @Override
    public boolean isTalking() {
        return text("ptt-label").equals("Talking");
    }

    @Override
    public void letGo() {
        key("keyup");
    }

    private void key(String event) {
        browser.run(
                "document.body.dispatchEvent(new KeyboardEvent(arguments[0], { code: 'Space', bubbles: true }))",
                event);
    }

    private String text(String id) {
        return (String) browser.run("return document.getElementById(arguments[0])?.textContent ?? ''", id);
    }
}
