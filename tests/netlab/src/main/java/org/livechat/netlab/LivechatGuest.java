package org.livechat.netlab;

import java.net.URI;
import org.livechat.chromium.ConsolePage;
import org.openqa.selenium.chrome.ChromeDriver;

/** Somebody at the console. */
final class LivechatGuest implements Server.Guest {
    private static final String PUSH_TO_TALK = "CH_0001";
    private static final String CONFERENCE = "CH_0004";

    private final URI link;
    private final ConsolePage console;

    LivechatGuest(URI link, String person, ChromeDriver browser) {
        this.link = link;
        this.console = new ConsolePage(person, browser);
    }

    @Override
    public void enter(Case.Scene scene) {
        console.signIn(link);
        console.join(scene == Case.Scene.CONFERENCE ? CONFERENCE : PUSH_TO_TALK);
    }

    @Override
    public boolean isIn() {
        String words = console.text("floor-words");
        return words.startsWith("The channel is free")
                || words.contains("is talking")
                || words.contains("Everybody hears you");
    }

    @Override
    public void showFace() {
        console.showFace();
    }

    @Override
    public void talk() {
        console.press();
    }

    @Override
    public boolean isTalking() {
        return console.text("ptt-label").equals("Talking");
    }

    @Override
    public void letGo() {
        console.letGo();
    }
}
