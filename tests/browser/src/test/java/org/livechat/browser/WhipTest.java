package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.distribution.Installation;
import org.livechat.distribution.ServerProcess;

/**
 * Pages that know WHIP and WHEP and nothing of livechat, from another origin, beside people at the console. The server is
 * the archive's, with the plug-in in its place.
 */
@Tag("archive")
@Timeout(300)
class WhipTest {
    private static final String PTT = "CH_0001";
    private static final String CONFERENCE = "CH_0004";

    private static Installation installation;
    private static WhipPages pages;
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        installation = Installation.unpack();
        pages = WhipPages.start();
        server = ServerProcess.start(
                installation,
                installation.folder("work"),
                Map.of(
                        "LIVECHAT_HTTP_ALLOWED_ORIGINS",
                        pages.origin(),
                        // A session without a sign of life ends after three of these.
                        "LIVECHAT_SESSIONS_HEARTBEAT_INTERVAL",
                        "2s"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        pages.close();
        installation.close();
        assertThat(server.output()).noneMatch(line -> line.contains(" ERROR "));
    }

    @Test
    void in_a_ptt_channel_a_publisher_is_heard_while_nobody_else_talks() throws Exception {
        try (var camera = BrowserPerson.start("camera", Tone.A4, SolidColour.RED);
                var player = BrowserPerson.start("player", Tone.D6, SolidColour.YELLOW);
                var ann = BrowserPerson.start("Ann", Tone.E5, SolidColour.GREEN)) {
            ann.enter(server.consoleLink(), PTT);
            ann.openEyesAndEars();
            open(player, "play", "whep/" + PTT);
            open(camera, "publish", "whip/" + PTT + "?user=camera-7");
            long begun = System.currentTimeMillis();

            player.waitFor(0, some -> some.hears(Tone.A4) && some.sees(SolidColour.RED), "the camera");
            ann.waitFor(0, some -> some.hears(Tone.A4) && some.sees(SolidColour.RED), "the camera");
            ann.waitUntilTextContains("talker-name", "camera-7");

            long pressed = System.currentTimeMillis();
            ann.talk();
            player.waitFor(pressed, some -> some.hears(Tone.E5) && !some.hears(Tone.A4), "Ann, who interrupts it");
            long released = ann.letGo();
            player.waitFor(released, some -> some.hears(Tone.A4) && !some.hears(Tone.E5), "the camera again");

            // Nobody but the gateway has given heartbeats for the two.
            player.waitFor(begun + 9000, some -> some.hears(Tone.A4), "the camera, still");

            long deleted = System.currentTimeMillis();
            assertThat(camera.await("window.page.stop()")).isEqualTo(200L);
            player.waitFor(deleted, Sample::hearsNothing, "silence");
            ann.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
        }
    }

    @Test
    void in_a_conference_a_publisher_is_one_of_those_who_talk() throws Exception {
        try (var camera = BrowserPerson.start("camera", Tone.A4, SolidColour.RED);
                var player = BrowserPerson.start("player", Tone.D6, SolidColour.YELLOW);
                var ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN)) {
            open(camera, "publish", "whip/" + CONFERENCE + "?user=camera-8");
            open(player, "play", "whep/" + CONFERENCE);
            player.waitFor(0, some -> some.hears(Tone.A4) && some.sees(SolidColour.RED), "the camera");

            ben.enterConference(server.consoleLink(), CONFERENCE);
            ben.openEyesAndEars();
            ben.waitFor(0, some -> some.hears(Tone.A4) && some.sees("camera-8", SolidColour.RED), "the camera");

            // As an encoder that was restarted: its former session gives way.
            open(camera, "publish", "whip/" + CONFERENCE + "?user=camera-8");
            long again = System.currentTimeMillis() + 1000;
            ben.waitFor(again, some -> some.hears(Tone.A4) && some.sees("camera-8", SolidColour.RED), "it again");
        }
    }

    @Test
    void a_publisher_whose_browser_is_gone_leaves_when_its_consent_has_expired() throws Exception {
        try (var ann = BrowserPerson.start("Ann", Tone.E5, SolidColour.GREEN)) {
            ann.enter(server.consoleLink(), "CH_0003");
            try (var camera = BrowserPerson.start("camera", Tone.A4, SolidColour.RED)) {
                open(camera, "publish", "whip/CH_0003?user=camera-9");
                ann.waitUntilTextContains("talker-name", "camera-9");
            }
            ann.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
            ann.waitUntil(
                    () -> Boolean.FALSE.equals(
                            ann.run("return document.getElementById('members').textContent.includes('camera-9')")),
                    "the camera's leave");
        }
    }

    /** Opens the page anew and has it do something with a path of the server. */
    private static void open(BrowserPerson person, String what, String path) throws IOException {
        person.open(pages.page());
        person.waitUntil(() -> Boolean.TRUE.equals(person.run("return 'page' in window")), "the page's script");
        person.await(
                "window.page.%s('http://127.0.0.1:%d/%s', '%s')".formatted(what, server.port(), path, server.token()));
        if (what.startsWith("play")) {
            person.openEyesAndEars();
        }
    }

    @Test
    void the_library_of_those_who_wrote_the_rfc_publishes_restarts_and_plays() throws Exception {
        WhipPages.requireLibraries();
        try (var camera = BrowserPerson.start("camera", Tone.A5, SolidColour.BLUE);
                var player = BrowserPerson.start("player", Tone.D6, SolidColour.YELLOW)) {
            open(player, "playByLibrary", "whep/CH_0002");
            open(camera, "publishByLibrary", "whip/CH_0002");
            player.waitFor(0, some -> some.hears(Tone.A5) && some.sees(SolidColour.BLUE), "the camera");

            Map<?, ?> restarted = (Map<?, ?>) camera.await("window.page.restartByLibrary()");
            assertThat(restarted.get("after")).isNotEqualTo(restarted.get("before"));
            assertThat(restarted.get("etag")).isEqualTo("\"ice-1\"");
            camera.waitUntil(
                    () -> restarted.get("after").equals(camera.await("window.page.ufragInUse()")),
                    "a pair of the new ICE session");
            long since = System.currentTimeMillis() + 2000;
            player.waitFor(since, some -> some.hears(Tone.A5) && some.sees(SolidColour.BLUE), "the camera, still");

            camera.await("window.page.stopByLibrary()");
            player.waitFor(System.currentTimeMillis() + 1000, Sample::hearsNothing, "silence");
            assertThat(camera.scriptErrors()).isEmpty();
            // Its player forgets the ETag of the 201, so its candidates come without If-Match, which has to be 428.
            assertThat(player.scriptErrors()).allMatch(line -> line.contains("428"));
        }
    }
}
