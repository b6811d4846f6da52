package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The list of messages of the console has them in the order in which they were written, and no more than 500 of them. */
@TestInstance(Lifecycle.PER_CLASS)
class MessageListTest {
    private RunningServer server;
    private BrowserPerson ada;

    @BeforeAll
    void open() throws Exception {
        server = RunningServer.start();
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        ada.open(server.consoleLink());
    }

    @AfterAll
    void close() throws Exception {
        assertThat(ada.scriptErrors()).isEmpty();
        ada.close();
        server.close();
    }

    @Test
    void messages_of_one_millisecond_that_are_read_stand_in_their_order() {
        assertThat(play("""
                history = [message(4, 2000), message(3, 1000), message(2, 1000), message(1, 1000)];
                await messages.read();
                """)).containsExactly("1", "2", "3", "4");
    }

    @Test
    void what_is_read_makes_the_list_no_longer() {
        List<String> shown = play("""
                for (let i = 1; i <= 499; i++) {
                  messages.show(message(i, 1000 + i));
                }
                history = [message(-1, 30), message(-2, 20), message(-3, 10)];
                await messages.read();
                """);
        assertThat(shown).hasSize(500).startsWith("-1", "1").endsWith("499");
    }

    @Test
    void a_message_that_the_list_has_no_longer_is_not_remembered_either() {
        List<String> shown = play("""
                for (let i = 1; i <= 501; i++) {
                  messages.show(message(i, 1000 + i));
                }
                messages.show(message(501, 1501)); // is there
                messages.show(message(1, 9000)); // is not
                """);
        assertThat(shown).hasSize(500).startsWith("3").endsWith("501", "1");
    }

    /** Plays a script against a fresh list and returns what it shows. */
    private List<String> play(String script) {
        List<?> shown = (List<?>) ada.await("""
                (async () => {
                  const { Messages } = await import('/messages.js');
                  const message = (n, timestamp) => ({ message_id: `m${n}`, author_id: 'Ben', content: String(n), timestamp });
                  let history = [];
                  const messages = new Messages();
                  messages.open({ members: ['Ada'], messageLimit: 1000, history: async () => ({ entries: history }) });
                  %s
                  return [...document.querySelectorAll('#message-list p')].map((p) => p.textContent);
                })()""".formatted(script));
        return shown.stream().map(String::valueOf).toList();
    }
}
