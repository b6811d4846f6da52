package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Microphone, camera and screen: what the page says of each is what is open, whenever its buttons are pressed and its plug is pulled. */
@TestInstance(Lifecycle.PER_CLASS)
class DevicesTest {
    private RunningServer server;
    private BrowserPerson ada;

    @BeforeAll
    void start() throws Exception {
        server = RunningServer.start();
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
    }

    @BeforeEach
    void signIn() {
        ada.openAnew(server.consoleLink());
        ada.signIn(server.consoleLink());
        ada.run(BrowserPerson.resource("opened-devices.js"));
    }

    @AfterEach
    void nothingIsOpenOnceTheChannelIsLeft() {
        ada.leave();
        for (String device : new String[] {"microphone", "camera", "screen"}) {
            ada.waitUntil(() -> live(device) == 0, "no " + device + " open");
        }
        assertThat(ada.scriptErrors()).isEmpty();
    }

    @AfterAll
    void stop() throws IOException {
        ada.close();
        server.close();
    }

    @Test
    void a_camera_or_screen_is_on_after_every_other_press_also_while_it_opens() {
        join("CH_0001");
        pressAgainAndAgain("camera", "Camera on", "Camera off");
        pressAgainAndAgain("screen", "Stop sharing", "Share screen");
    }

    private void pressAgainAndAgain(String device, String on, String off) {
        ada.run("openedDevices.hold()");
        pressInOneFrame(device, 2);
        assertThat(ada.text(device)).isEqualTo(off);
        ada.run("openedDevices.go()");
        ada.waitUntil(() -> opened(device) == 1, "the " + device + " opened");
        ada.waitUntil(() -> live(device) == 0, "the " + device + " let go");
        assertThat(ada.text(device)).isEqualTo(off);

        ada.run("openedDevices.hold()");
        pressInOneFrame(device, 3);
        assertThat(ada.run("return document.getElementById(arguments[0]).ariaPressed", device))
                .isEqualTo("true");
        ada.run("openedDevices.go()");
        ada.waitUntilTextIs(device, on::equals);
        ada.waitUntil(() -> opened(device) == 3 && live(device) == 1, "one " + device + " open");

        ada.click("#" + device);
        ada.waitUntilTextIs(device, off::equals);
        assertThat(live(device)).isZero();

        for (int press = 0; press < 5; press++) {
            ada.click("#" + device);
        }
        ada.waitUntilTextIs(device, on::equals);
        ada.waitUntil(() -> live(device) == 1, "the " + device + " as the page says");
        assertThat(opened(device))
                .as("openings of the %s, by six presses that ask for it", device)
                .isEqualTo(6);
    }

    private void pressInOneFrame(String button, int times) {
        ada.run(
                "for (let press = 0; press < arguments[1]; press++) document.getElementById(arguments[0]).click()",
                button,
                times);
    }

    @Test
    void a_microphone_that_is_muted_again_and_again_is_open_as_the_page_says() {
        join("CH_0004");
        ada.waitUntilTextIs("ptt-label", "Mute"::equals);
        ada.click("#ptt");
        ada.waitUntilTextIs("ptt-label", "Unmute"::equals);
        assertThat(live("microphone")).isZero();

        ada.run("openedDevices.hold()");
        pressInOneFrame("ptt", 2);
        assertThat(ada.text("floor-words")).isEqualTo("You are muted. Press to be heard.");
        ada.run("openedDevices.go()");
        ada.waitUntil(() -> opened("microphone") == 2, "the microphone opened");
        ada.waitUntil(() -> live("microphone") == 0, "the microphone let go");
        assertThat(ada.text("ptt-label")).isEqualTo("Unmute");

        ada.click("#ptt");
        ada.waitUntilTextIs("ptt-label", "Mute"::equals);
        assertThat(live("microphone")).isOne();
        assertThat(opened("microphone")).isEqualTo(3);
    }

    @Test
    void what_opens_after_the_channel_was_left_is_let_go() {
        join("CH_0001");
        ada.run("openedDevices.hold()");
        ada.click("#camera");
        ada.click("#screen");
        ada.waitUntil(() -> (Long) ada.run("return openedDevices.waiting()") == 2, "both asked for");
        ada.leave();
        ada.run("openedDevices.go()");
        for (String device : new String[] {"camera", "screen"}) {
            ada.waitUntil(() -> opened(device) == 1, device + " opened");
            ada.waitUntil(() -> live(device) == 0, device + " let go");
        }
        join("CH_0001");
        assertThat(ada.text("camera")).isEqualTo("Camera off");
        assertThat(ada.text("screen")).isEqualTo("Share screen");
    }

    @Test
    void a_camera_that_is_taken_away_is_off_and_the_next_press_opens_it() {
        join("CH_0001");
        ada.showFace();
        ada.run("openedDevices.unplug('camera')");
        ada.waitUntilTextIs("camera", "Camera off"::equals);
        ada.waitUntilTextContains("banners", "The camera was disconnected");
        assertThat(ada.isShown("self-video")).isFalse();

        ada.run("openedDevices.plugIn('camera')");
        ada.click("#camera");
        ada.waitUntilTextIs("camera", "Camera on"::equals);
        assertThat(ada.text("banners")).isEmpty();
    }

    @Test
    void a_microphone_that_comes_back_is_used_and_the_first_press_talks() {
        join("CH_0001");
        ada.talk();
        ada.run("openedDevices.unplug('microphone')");
        ada.waitUntilTextIs("ptt-label", "Microphone"::equals);
        ada.waitUntilTextContains("floor-words", "Talking needs a microphone");
        ada.letGo();
        ada.waitUntilTextContains("banners", "No microphone was found");

        ada.run("openedDevices.plugIn('microphone')");
        ada.waitUntilTextIs("ptt-label", "Hold to talk"::equals);
        assertThat(ada.text("banners")).isEmpty();
        talkOnce();
    }

    @Test
    void a_microphone_whose_return_the_browser_does_not_tell_is_opened_by_the_press_that_talks() {
        join("CH_0001");
        ada.run("openedDevices.unplug('microphone')");
        ada.waitUntilTextIs("ptt-label", "Microphone"::equals);
        ada.run("openedDevices.plugIn('microphone', false)");
        talkOnce();
        assertThat(ada.text("banners")).isEmpty();
    }

    private void talkOnce() {
        ada.talk();
        ada.letGo();
        ada.waitUntilTextIs("ptt-label", "Hold to talk"::equals);
    }

    private void join(String channel) {
        ada.join(channel);
        ada.waitUntil(() -> live("microphone") == 1, "the microphone open");
        ada.waitUntilTextIs(
                "floor-words", words -> words.startsWith("The channel is free") || words.startsWith("Everybody"));
    }

    private long opened(String device) {
        return (Long) ada.run("return openedDevices.opened(arguments[0])", device);
    }

    private long live(String device) {
        return (Long) ada.run("return openedDevices.live(arguments[0])", device);
    }
}
