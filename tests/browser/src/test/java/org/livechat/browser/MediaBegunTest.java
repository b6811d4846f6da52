package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page whose media the server has given up begins it anew in place, and talks. */
class MediaBegunTest {
    private static final String CHANNEL = "CH_0001";

    /** More than browsers leave between two checks. */
    private static final Duration CONSENT = Duration.ofSeconds(7);

    /** Notes who comes, goes, and loses its media. */
    private static final String NOTE_EVENTS = """
            window.told = [];
            instrument.sockets.at(-1).addEventListener('message', ({ data }) => {
              const { op, d } = JSON.parse(data);
              if (op === 100 && /^(join|leave|media_ended)$/.test(d.event)) {
                told.push(d.member === undefined ? d.event : `${d.event} ${d.member.user_id}`);
              }
            });
            """;

    @Test
    void a_page_whose_media_has_ended_begins_it_anew_and_nobody_sees_it_leave() throws Exception {
        try (RunningServer server = RunningServer.startOverUdpWithConsentOf(CONSENT);
                UdpWay way = new UdpWay(server.mediaPort());
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
                BrowserPerson ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN)) {
            ada.open(server.consoleLink());
            ada.run("instrument.mediaPort = arguments[0]", way.port());
            ada.enter(server.consoleLink(), CHANNEL);
            ben.enter(server.consoleLink(), CHANNEL);
            ben.openEyesAndEars();
            ada.openEyesAndEars();
            ada.run(NOTE_EVENTS);
            ben.run(NOTE_EVENTS);

            way.bar();
            ada.until(() -> ada.run("return told").equals(List.of("media_ended")), "the end of Ada's media");
            way.unbar();
            ada.waitUntilTextContains("floor-words", "The channel is free");
            long back = System.currentTimeMillis();
            ada.talk();
            ben.waitFor(back, sample -> sample.hears(Tone.A4), "Ada's voice");
            ada.letGo();
            ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
            ben.talk();
            ada.waitFor(back, sample -> sample.hears(Tone.E5), "Ben's voice");

            assertThat(ada.run("return told")).isEqualTo(List.of("media_ended"));
            assertThat(ben.run("return told")).as("who came and went").isEqualTo(List.of());
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }
}
