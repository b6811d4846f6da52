package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.livechat.libwebrtc.LibwebrtcPerson;
import org.livechat.libwebrtc.LocalServer;

/**
 * Chromium, Firefox and libwebrtc in one push-to-talk channel and in one conference. Firefox takes no loopback address, so this
 * needs a network of its own: {@code tests/browser/own-network} makes one and runs a command in it.
 */
@Tag("own-network")
@TestInstance(Lifecycle.PER_CLASS)
class ThreeKindsTest {
    private static final Tone LIBWEBRTC = Tone.A5;

    private LocalServer server;
    private BrowserPerson chromium;
    private FirefoxPerson firefox;

    @BeforeAll
    void start() throws Exception {
        server = LocalServer.start();
        chromium = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        firefox = FirefoxPerson.start("Finn", Tone.E5, SolidColour.GREEN);
    }

    @AfterAll
    void end() throws IOException {
        chromium.close();
        firefox.close();
        server.close();
    }

    @Test
    void each_is_heard_and_seen_by_the_two_others() throws Exception {
        chromium.enter(server.consoleLink(), LocalServer.PTT_CHANNEL);
        chromium.showFace();
        chromium.openEyesAndEars();
        firefox.enter(server.consoleLink(), LocalServer.PTT_CHANNEL);
        try (LibwebrtcPerson talker =
                        LibwebrtcPerson.talker(server, "Ben", LocalServer.PTT_CHANNEL, LIBWEBRTC.hertz());
                LibwebrtcPerson listener = LibwebrtcPerson.listener(server, "Cleo", LocalServer.PTT_CHANNEL)) {
            long begun = System.currentTimeMillis();
            firefox.talk();
            chromium.waitFor(begun, some -> some.hears(Tone.E5) && some.sees(SolidColour.GREEN), "Finn of Firefox");
            listener.waitUntilHears(Tone.E5.hertz());
            firefox.letGo();
            chromium.waitUntilTextIs("talker-name", "Nobody is talking"::equals);

            begun = System.currentTimeMillis();
            chromium.talk();
            firefox.waitFor(begun, some -> some.sees(SolidColour.RED), "Ada of Chromium");
            firefox.waitUntilHears(1);
            listener.waitUntilHears(Tone.A4.hertz());
            chromium.letGo();
            chromium.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
            firefox.waitUntilHears(0);

            begun = System.currentTimeMillis();
            talker.talk();
            chromium.waitFor(begun, some -> some.hears(LIBWEBRTC) && !some.hears(Tone.E5), "Ben of libwebrtc");
            firefox.waitUntilHears(1);
            listener.waitUntilHears(LIBWEBRTC.hertz());
            talker.letGo();
        }
        chromium.leave();
        firefox.leave();

        chromium.joinConference(LocalServer.CONFERENCE_CHANNEL);
        firefox.join(LocalServer.CONFERENCE_CHANNEL);
        try (LibwebrtcPerson talker =
                        LibwebrtcPerson.talker(server, "Ben", LocalServer.CONFERENCE_CHANNEL, LIBWEBRTC.hertz());
                LibwebrtcPerson listener = LibwebrtcPerson.listener(server, "Cleo", LocalServer.CONFERENCE_CHANNEL)) {
            talker.speak();
            chromium.waitFor(
                    0,
                    some -> some.sees("Finn", SolidColour.GREEN) && some.hears(Tone.E5) && some.hears(LIBWEBRTC),
                    "Finn of Firefox and Ben of libwebrtc");
            firefox.waitFor(0, some -> some.sees("Ada", SolidColour.RED), "Ada of Chromium");
            firefox.waitUntilHears(2);
            listener.waitUntilHears(Tone.A4.hertz());
            listener.waitUntilHears(Tone.E5.hertz());
            listener.waitUntilHears(LIBWEBRTC.hertz());
        }
        assertThat(chromium.scriptErrors()).isEmpty();
        assertThat(firefox.failures()).isEmpty();
    }
}
