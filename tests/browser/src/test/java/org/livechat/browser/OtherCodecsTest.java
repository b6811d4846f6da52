package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Browsers that have no codec for pictures in common, and one that has those of both. */
class OtherCodecsTest {
    private static final String CHANNEL = "CH_0001";

    /** Has connections that are made from now on offer one codec for pictures, as if the browser had no other. */
    private static final String ONLY = """
            const codec = arguments[0];
            const add = RTCPeerConnection.prototype.addTransceiver;
            RTCPeerConnection.prototype.addTransceiver = function (kind, init) {
              const transceiver = add.call(this, kind, init);
              if (kind === 'video') {
                const all = RTCRtpReceiver.getCapabilities('video').codecs;
                transceiver.setCodecPreferences(all.filter(({ mimeType }) => mimeType === codec));
              }
              return transceiver;
            };
            """;

    @AutoClose
    private final RunningServer server = RunningServer.start();

    OtherCodecsTest() throws Exception {}

    private BrowserPerson enter(BrowserPerson person, String codec) {
        person.signIn(server.consoleLink());
        person.run(ONLY, codec);
        person.join(CHANNEL);
        person.waitUntilTextContains("floor-words", "The channel is free");
        return person;
    }

    @Test
    void a_picture_that_a_browser_cannot_decode_is_said_until_one_comes_that_it_can() throws Exception {
        try (BrowserPerson ada = enter(BrowserPerson.start("Ada", Tone.A4, SolidColour.RED), "video/VP8");
                BrowserPerson ben = enter(BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN), "video/VP9");
                BrowserPerson cleo = enter(BrowserPerson.start("Cleo", Tone.A5, SolidColour.BLUE), "video/VP8")) {
            ada.openEyesAndEars();
            ben.showFace();
            cleo.showFace();

            ben.talk();
            ada.waitUntilTextIs("talker-held", "No picture: this browser cannot decode it (VP9)"::equals);
            ben.letGo();
            ada.waitUntilTextIs("talker-name", "Nobody is talking"::equals);

            cleo.talk();
            ada.waitFor(0, sample -> sample.sees(SolidColour.BLUE), "the picture of Cleo");
            ada.waitUntilTextIs("talker-held", String::isEmpty);
            assertThat(ada.isShown("talker-held")).isFalse();
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }
}
