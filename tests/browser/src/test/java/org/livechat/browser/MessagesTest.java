package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.openqa.selenium.Keys;

/** What people write: it is lost by no refusal, and runs in the direction of its letters. */
@TestInstance(Lifecycle.PER_CLASS)
class MessagesTest {
    /** With an exclamation mark at its end, which stands left of the letters. */
    private static final String NAME = "نور!";

    private RunningServer server;
    private BrowserPerson nur;

    @BeforeAll
    void enter() throws Exception {
        server = RunningServer.startWithMessagesUpTo(1500);
        nur = BrowserPerson.start(NAME, Tone.A4, SolidColour.RED);
        nur.enter(server.consoleLink(), "CH_0001");
    }

    @AfterAll
    void leave() throws IOException {
        assertThat(nur.scriptErrors()).isEmpty();
        nur.close();
        server.close();
    }

    @Test
    void a_message_that_is_too_long_is_kept_and_its_length_is_told_in_the_unit_that_is_counted() {
        String text = "ж".repeat(1100);
        fill(text);
        nur.waitUntilTextIs("message-note", "Too long: 2,200 of 1,500 bytes"::equals);
        nur.type(Keys.ENTER);
        nur.waitUntilTextContains("message-note", "Not sent: The message is too long");
        nur.waitUntilTextContains("message-note", "2200 bytes of UTF-8, at most 1500");
        assertThat(written()).isEqualTo(text);

        fill("ж".repeat(700));
        nur.waitUntilTextIs("message-note", "1,400 of 1,500 bytes"::equals);
        nur.type(Keys.ENTER);
        nur.waitUntil(() -> written().isEmpty(), "the message sent");
        nur.waitUntilTextIs("message-note", String::isEmpty);
        nur.waitUntilTextContains("message-list", "ж".repeat(700));
    }

    @Test
    void a_message_that_is_sent_while_offline_is_kept_and_can_be_sent_later() {
        nur.goOffline();
        nur.waitUntilTextIs("ptt-label", "Not connected"::equals);
        nur.write("when I am back");
        nur.waitUntilTextContains("message-note", "Not sent: The server cannot be reached.");
        assertThat(written()).isEqualTo("when I am back");
        assertThat(nur.text("message-list")).doesNotContain("when I am back");

        nur.comeOnline();
        nur.waitUntilTextContains("floor-words", "The channel is free");
        nur.click("#message-form button");
        nur.waitUntilTextContains("message-list", "when I am back");
        nur.waitUntil(() -> written().isEmpty(), "the field empty");
        assertThat(nur.text("message-note")).isEmpty();
    }

    @Test
    void a_message_of_which_nobody_knew_leaves_the_field_when_it_comes_after_all() {
        nur.run("""
                instrument.keepBack();
                window.wholeTimeout = setTimeout;
                window.setTimeout = (run, ms, ...rest) => wholeTimeout(run, ms === 10_000 ? 50 : ms, ...rest);
                """);
        nur.write("has it come?");
        nur.waitUntilTextContains("message-note", "may have been sent, or not");
        assertThat(written()).isEqualTo("has it come?");
        nur.run("window.setTimeout = wholeTimeout; instrument.letThrough()");
        nur.waitUntilTextContains("message-list", "has it come?");
        nur.waitUntil(() -> written().isEmpty(), "the field empty");
        assertThat(nur.text("message-note")).isEmpty();
    }

    @Test
    void a_message_in_which_nothing_can_be_seen_is_said_to_be_empty_until_the_field_changes() {
        for (String blank : new String[] {"", "   ", "\u200b"}) {
            fill(blank);
            nur.click("#message-form button");
            nur.waitUntilTextIs("message-note", "The message is empty."::equals);
            nur.run("const field = document.getElementById('message'); field.value = '';"
                    + " field.dispatchEvent(new Event('change', { bubbles: true }))");
            assertThat(nur.text("message-note")).isEmpty();
        }
    }

    @Test
    void a_list_that_stands_at_its_end_stays_there_and_another_one_goes_there_for_ones_own_message() {
        nur.run("""
                window.comes = (content) => instrument.sockets.at(-1).onmessage({ data: JSON.stringify(
                  { op: 101, d: { channel_id: 'CH_0001', message_id: content, author_id: 'Ben', content, timestamp: Date.now() } }) });
                for (let at = 0; at < 40; at++) { comes('message ' + at); }
                """);
        awaitEnd("messages");
        nur.await(
                "import('/dom.js').then(({ banner }) => ['a', 'b', 'c'].forEach((key) => banner(key, 'Something to be said.')))");
        awaitEnd("notices");
        fill("ж".repeat(900));
        awaitEnd("a note");
        nur.resize(1280, 520);
        awaitEnd("a lower window");
        nur.run("comes('one more')");
        awaitEnd("one more");

        nur.await(
                "(async () => { document.getElementById('message-list').scrollTop = 0;"
                        + " await new Promise((go) => document.getElementById('message-list').addEventListener('scroll', go)); })()");
        nur.run("comes('and another')");
        assertThat(nur.run("return document.getElementById('message-list').scrollTop"))
                .isEqualTo(0L);
        fill("");
        nur.write("mine");
        nur.waitUntilTextContains("message-list", "mine");
        awaitEnd("one's own message");
        nur.run("document.getElementById('banners').replaceChildren()");
        nur.resize(1280, 800);
    }

    private void awaitEnd(String behind) {
        nur.waitUntil(
                () -> (boolean) nur.run(
                        "const { scrollHeight, scrollTop, clientHeight } = document.getElementById('message-list');"
                                + " return scrollHeight > clientHeight && scrollHeight - scrollTop - clientHeight < 2"),
                "the end of the list behind " + behind);
    }

    @Test
    void an_exclamation_mark_stands_at_the_end_of_the_words_before_it() {
        String arabic = "مرحبا بالعالم!";
        nur.write(arabic);
        nur.waitUntilTextContains("message-list", arabic);
        nur.write("Hello!");
        nur.waitUntilTextContains("message-list", "Hello!");

        assertThat(endsLeft("#message-list p", arabic)).isTrue();
        assertThat(endsLeft("#message-list p", "Hello!")).isFalse();
        for (String name : new String[] {"#message-list .author", "#members .user", "#me"}) {
            assertThat(endsLeft(name, NAME)).as(name).isTrue();
        }
        fill(arabic);
        assertThat(nur.run("return getComputedStyle(document.getElementById('message')).direction"))
                .isEqualTo("rtl");
        fill("");
    }

    @Test
    void a_name_in_a_sentence_does_not_turn_the_sentence() {
        nur.await("""
                import('/dom.js').then(({ setWords, banner }) => {
                  setWords('channel-mode', [{ name: '%1$s' }, ' is talking.']);
                  banner('test', [{ name: '%1$s' }, ': full.']);
                })""".strip().formatted(NAME));
        for (String place : new String[] {"#channel-mode bdi", "#banners bdi"}) {
            assertThat(endsLeft(place, NAME)).as(place).isTrue();
        }
        nur.run("document.getElementById('banners').replaceChildren()");
    }

    private void fill(String text) {
        nur.run("""
                const field = document.getElementById('message');
                field.value = arguments[0];
                field.dispatchEvent(new Event('input', { bubbles: true }));
                field.focus();
                """, text);
    }

    private String written() {
        return (String) nur.run("return document.getElementById('message').value");
    }

    /** Whether the last character of a text on the page is drawn left of its first. */
    private boolean endsLeft(String selector, String text) {
        return (boolean) nur.run("""
                const element = [...document.querySelectorAll(arguments[0])].find((one) => one.textContent === arguments[1]);
                const at = (from) => {
                  const range = document.createRange();
                  range.setStart(element.firstChild, from);
                  range.setEnd(element.firstChild, from + 1);
                  return range.getBoundingClientRect().left;
                };
                return at(arguments[1].length - 1) < at(0);
                """, selector, text);
    }
}
