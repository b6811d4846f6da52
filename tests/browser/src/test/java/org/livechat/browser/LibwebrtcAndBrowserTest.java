package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.livechat.libwebrtc.LibwebrtcPerson;
import org.livechat.libwebrtc.LocalServer;

/** Somebody with libwebrtc and somebody at the console hear each other. */
@Tag("alone")
class LibwebrtcAndBrowserTest {
    private static final int LIBWEBRTC_HERTZ = 660;
    private static final int BROWSER_HERTZ = 440;

    @Test
    void tones_go_both_ways() throws Exception {
        try (LocalServer server = LocalServer.start();
                BrowserPerson browser = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
                LibwebrtcPerson talker =
                        LibwebrtcPerson.talker(server, "Ben", LocalServer.PTT_CHANNEL, LIBWEBRTC_HERTZ);
                LibwebrtcPerson listener = LibwebrtcPerson.listener(server, "Cleo", LocalServer.PTT_CHANNEL)) {
            browser.enter(server.consoleLink(), LocalServer.PTT_CHANNEL);
            browser.openEyesAndEars();

            talker.talk();
            Sample heard = browser.waitFor(0, sample -> sample.hears(Tone.E5), "the tone of libwebrtc");
            assertThat(heard.hears(Tone.A4)).isFalse();
            listener.waitUntilHears(LIBWEBRTC_HERTZ);
            talker.letGo();
            browser.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
            listener.waitUntilQuiet(LIBWEBRTC_HERTZ);

            browser.talk();
            listener.waitUntilHears(BROWSER_HERTZ);
            listener.listenAnew();
            assertThat(listener.hears(BROWSER_HERTZ)).isTrue();
            assertThat(listener.hears(LIBWEBRTC_HERTZ)).isFalse();
            browser.letGo();
            listener.waitUntilQuiet(BROWSER_HERTZ);
        }
    }
}
