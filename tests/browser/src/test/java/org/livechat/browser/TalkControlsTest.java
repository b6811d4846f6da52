package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.openqa.selenium.Keys;

/** What starts a turn, what keeps it, what ends it, and that the page says so. */
@TestInstance(Lifecycle.PER_CLASS)
class TalkControlsTest {
    private static final String CHANNEL = "CH_0001";

    private RunningServer server;
    private BrowserPerson ada;
    private BrowserPerson ben;

    @BeforeAll
    void enter() throws Exception {
        server = RunningServer.start();
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN);
        ben.enter(server.consoleLink(), CHANNEL);
    }

    @BeforeEach
    void signIn() {
        ada.openAnew(server.consoleLink());
        ada.signIn(server.consoleLink());
        String item = "[data-channel='" + CHANNEL + "']";
        ada.waitUntil(() -> (Boolean) ada.run("return document.querySelector(\"" + item + "\") !== null"), "the list");
        ada.click(item);
        ada.waitUntilTextIs("floor-words", "The channel is free."::equals);
    }

    @AfterEach
    void silence() {
        ben.letGo();
        ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
        assertThat(ada.scriptErrors()).isEmpty();
    }

    @AfterAll
    void leave() throws IOException {
        ada.close();
        ben.close();
        server.close();
    }

    @Test
    void the_space_bar_talks_wherever_the_last_click_was() {
        talkByKey(Keys.SPACE); // the click on the channel
        List<String> clicked = List.of(
                "[data-channel='" + CHANNEL + "']",
                "#camera",
                "#screen",
                "#urgency [value=emergency] + span",
                "#urgency [value=normal] + span",
                "#ptt",
                "#message-list",
                "#message-form button",
                "#members li",
                "#channel-name");
        for (String control : clicked) {
            ada.click(control);
            ada.waitUntilTextIs("ptt-label", "Hold to talk"::equals);
            String before = ada.text("camera") + ada.text("screen");
            talkByKey(Keys.SPACE);
            if (!control.equals("#camera") && !control.equals("#screen")) { // which may be opening still
                assertThat(ada.text("camera") + ada.text("screen"))
                        .as("after %s", control)
                        .isEqualTo(before);
            }
        }
        ada.toggleTalk(false); // by clicks through the settings
        talkByKey(Keys.SPACE);
        ada.run("document.getElementById('ptt').focus()");
        talkByKey(Keys.ENTER);
    }

    @Test
    void every_control_that_can_have_the_focus_leaves_the_space_bar_to_talking() {
        ada.run(BrowserPerson.resource("pointed.js"));
        List<?> controls = (List<?>) ada.run("const names = pointed.find(); pointed.end(); return names");
        for (int at = 0; at < controls.size(); at++) {
            if (controls.get(at).equals("message")) {
                continue;
            }
            ada.run("pointed.controls[arguments[0]].focus()", at);
            talkByKey(Keys.SPACE);
            assertThat(ada.isShown("ptt")).as("after %s", controls.get(at)).isTrue();
        }
        assertThat(ada.isShown("settings")).isFalse();
    }

    @Test
    void the_space_bar_is_a_letter_in_a_text_and_a_switch_in_a_dialog() {
        ada.click("#message");
        ada.type("a b");
        assertThat(ada.run("return document.getElementById('message').value")).isEqualTo("a b");
        assertThat(ada.text("ptt-label")).isEqualTo("Hold to talk");

        ada.click("#open-settings");
        ada.run("document.getElementById('voice-processing').focus()");
        Object before = ada.run("return document.getElementById('voice-processing').checked");
        ada.type(" ");
        assertThat(ada.run("return document.getElementById('voice-processing').checked"))
                .isNotEqualTo(before);
        ada.click("#settings button");
        assertThat(ada.text("ptt-label")).isEqualTo("Hold to talk");
    }

    @Test
    void in_a_conference_the_space_bar_mutes_also_behind_the_choice_of_tiles() {
        ada.leave();
        ada.join("CH_0004");
        ada.waitUntilTextContains("floor-words", "Everybody hears you");
        ada.run("document.getElementById('tile-count').focus()");
        ada.type(" ");
        ada.waitUntilTextIs("ptt-label", "Unmute"::equals);
        assertThat(ada.text("floor-words")).isEqualTo("You are muted. Press to be heard.");
        ada.type(" ");
        ada.waitUntilTextIs("ptt-label", "Mute"::equals);
    }

    @Test
    void who_holds_the_space_bar_before_the_channel_is_joined_talks_once_it_is() {
        ada.leave();
        ada.waitUntil(() -> !ada.isShown("ptt"), "the channel left");
        ada.run("instrument.keepBack()");
        ada.click("[data-channel='" + CHANNEL + "']");
        ada.keyDown(Keys.SPACE);
        assertThat(ada.isShown("ptt")).isFalse();
        ada.run("instrument.letThrough()");
        ada.waitUntilTextIs("ptt-label", "Talking"::equals);
        ada.keyUp(Keys.SPACE);
        ada.waitUntilTextIs("ptt-label", "Hold to talk"::equals);
    }

    @Test
    void the_library_says_why_there_is_no_channel_and_no_floor() {
        assertThat(ben.await("""
                (async () => {
                  const { LivechatClient } = await import('/livechat.js');
                  const cleo = new LivechatClient({ user: 'Cleo', token: '%s' });
                  await cleo.connect();
                  const missing = await cleo.join('CH_NONE').catch((error) => error.message);
                  const channel = await cleo.join('CH_0002');
                  await channel.leave();
                  try {
                    channel.requestFloor();
                  } catch (error) {
                    return [missing, error.code];
                  } finally {
                    cleo.close();
                  }
                })()""".strip().formatted(RunningServer.SECRET)))
                .isEqualTo(List.of("This channel does not exist.", "closed"));
    }

    @Test
    void the_finger_that_came_first_holds_until_it_is_lifted() {
        Fingers fingers = ada.fingers();
        fingers.put(1, "#ptt");
        ada.waitUntilTextIs("ptt-label", "Talking"::equals);

        fingers.put(2, "#ptt");
        fingers.lift(2);
        fingers.put(2, "#stage");
        fingers.lift(2);
        ada.keyDown(Keys.SPACE);
        ada.keyUp(Keys.SPACE);
        ada.run("window.dispatchEvent(new Event('blur'))"); // as when a browser asks for the camera
        ben.press();
        ben.waitUntilTextContains("floor-words", "number 1 of 1 in the queue");
        assertThat(ada.text("ptt-label")).isEqualTo("Talking");

        fingers.lift(1);
        ben.waitUntilTextIs("ptt-label", "Talking"::equals);
        ada.waitUntilTextIs("ptt-label", "Hold to queue"::equals);
    }

    @Test
    void a_key_whose_release_would_not_be_told_does_not_go_on_talking() {
        ada.keyDown(Keys.SPACE);
        ada.waitUntilTextIs("ptt-label", "Talking"::equals);
        ada.run("window.dispatchEvent(new Event('blur'))");
        ada.waitUntilTextContains("floor-words", "Your turn ended: another window took the keyboard.");
        ada.keyUp(Keys.SPACE);
    }

    @Test
    void a_click_without_pointer_or_key_starts_and_the_next_one_ends() {
        for (boolean toggle : new boolean[] {true, false}) {
            ada.toggleTalk(toggle);
            click();
            ada.waitUntilTextIs("ptt-label", "Talking"::equals);
            assertThat(pressed()).isEqualTo("true");
            assertThat(ada.text("floor-words")).isEqualTo("You are talking. Everybody in the channel hears you.");
            assertThat(ada.run("return document.getElementById('floor-words').role"))
                    .isEqualTo("status");
            click();
            ada.waitUntilTextIs("ptt-label", (toggle ? "Press" : "Hold").concat(" to talk")::equals);
            assertThat(pressed()).isEqualTo("false");
        }
    }

    private void click() {
        ada.run("document.getElementById('ptt').click()");
    }

    private Object pressed() {
        return ada.run("return document.getElementById('ptt').ariaPressed");
    }

    @Test
    void a_page_that_is_hidden_ends_the_turn_and_says_so() {
        ada.toggleTalk(true);
        ada.click("#ptt");
        ada.waitUntilTextIs("ptt-label", "Talking"::equals);
        ada.coverWithTab();
        ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
        ada.uncover();
        ada.waitUntilTextIs("floor-words", "Your turn ended: this page was hidden."::equals);

        ben.talk();
        ada.click("#ptt");
        ada.waitUntilTextIs("ptt-label", "In the queue"::equals);
        ada.coverWithTab();
        ada.uncover();
        ada.waitUntilTextIs("floor-words", "You gave up your place: this page was hidden."::equals);
        assertThat(ada.text("ptt-label")).isEqualTo("Press to queue");
    }

    @Test
    void who_was_pre_empted_and_holds_on_is_told_to_let_go_first() {
        ada.talk();
        ben.choose("emergency");
        ben.talk();
        ada.waitUntilTextContains("floor-words", "taken by somebody with a higher priority");
        assertThat(ada.text("ptt-label")).isEqualTo("Let go");
        ada.letGo();
        ada.waitUntilTextIs("ptt-label", "Hold to queue"::equals);
        assertThat(urgency(ben)).isEqualTo("emergency");
        ben.letGo();
        ben.waitUntilTextIs("ptt-label", "Hold to talk"::equals);
        assertThat(urgency(ben)).as("of the next turn").isEqualTo("normal");
    }

    private static Object urgency(BrowserPerson person) {
        return person.run("return document.querySelector('#urgency :checked').value");
    }

    @Test
    void who_waits_holding_and_chooses_more_urgency_asks_with_it_at_once() {
        ben.talk();
        ada.keyDown(Keys.SPACE);
        ada.waitUntilTextIs("ptt-label", "In the queue"::equals);
        ada.choose("emergency");
        ada.waitUntilTextIs("ptt-label", "Talking"::equals);
        ben.waitUntilTextIs("talker-indicator", "Emergency"::equals);
        ada.keyUp(Keys.SPACE);
        ada.waitUntilTextIs("ptt-label", "Hold to talk"::equals);
    }

    @Test
    void who_waits_and_chooses_more_urgency_asks_with_it_and_keeps_the_place() {
        ada.toggleTalk(true);
        ben.talk();
        ada.click("#ptt");
        ada.waitUntilTextContains("floor-words", "Press again to give up your place");
        ada.choose("emergency");
        ada.waitUntilTextIs("ptt-label", "Press: Emergency"::equals);
        assertThat(ada.text("floor-words")).contains("You are number 1 of 1", "Press again to ask with Emergency.");

        ada.click("#ptt");
        ada.waitUntilTextIs("ptt-label", "Talking"::equals);
        ben.waitUntilTextIs("talker-indicator", "Emergency"::equals);

        ada.choose("normal");
        assertThat(ada.run("return document.getElementById('ptt').dataset.indicator"))
                .isEqualTo("emergency");
        ada.click("#ptt");
        ada.waitUntilTextIs("ptt-label", "Press to talk"::equals);
    }

    /** Talks by a real key, which goes wherever the focus is. */
    private void talkByKey(Keys key) {
        ada.keyDown(key);
        ada.waitUntilTextIs("ptt-label", "Talking"::equals);
        ada.keyUp(key);
        ada.waitUntilTextIs("ptt-label", "Hold to talk"::equals);
    }
}
