package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Who comes late sees what was written and who was last heard, and so does who loads the page anew. */
@TestInstance(Lifecycle.PER_CLASS)
class LateJoinerTest {
    private static final String CHANNEL = "CH_0001";

    private RunningServer server;
    private BrowserPerson ada;
    private BrowserPerson ben;

    @BeforeAll
    void enter() throws Exception {
        server = RunningServer.start();
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN);
        ada.enter(server.consoleLink(), CHANNEL);
    }

    @AfterAll
    void leave() throws IOException {
        assertThat(ada.scriptErrors()).isEmpty();
        assertThat(ben.scriptErrors()).isEmpty();
        ada.close();
        ben.close();
        server.close();
    }

    @Test
    void what_was_said_before_is_there_for_who_comes_late_and_after_a_reload() {
        assertThat(ada.isShown("heard")).isFalse();
        ada.write("said before Ben came");
        ada.waitUntilTextContains("message-list", "said before Ben came");
        ada.talk();
        ada.letGo();
        ada.waitUntilTextContains("heard-list", "Ada");
        assertThat(heard(ada)).isEqualTo(1);

        ben.enter(server.consoleLink(), CHANNEL);
        ben.waitUntilTextContains("message-list", "said before Ben came");
        ben.waitUntilTextContains("heard-list", "Ada");
        ben.write("and this after");
        ben.waitUntilTextContains("message-list", "and this after");
        ada.talk();
        ben.waitUntilTextContains("talker-name", "Ada");
        ada.letGo();
        ben.waitUntil(() -> heard(ben) == 2, "the second burst");

        ben.openAnew(server.consoleLink());
        ben.enter(server.consoleLink(), CHANNEL);
        ben.waitUntilTextContains("message-list", "and this after");
        ben.waitUntil(() -> heard(ben) == 2, "both bursts");
        assertThat(ben.run(
                        "return [...document.querySelectorAll('#message-list p')].map((p) => p.textContent).join('|')"))
                .isEqualTo("said before Ben came|and this after");
    }

    private static long heard(BrowserPerson person) {
        return (Long) person.run("return document.querySelectorAll('#heard-list li').length");
    }
}
