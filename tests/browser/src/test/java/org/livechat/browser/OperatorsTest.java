package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page says and does when an operator acts. */
class OperatorsTest {
    private RunningServer server;

    @BeforeEach
    void start() throws Exception {
        server = RunningServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void who_is_kicked_stays_out_until_connecting_by_hand_and_who_is_blocked_cannot() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");

            server.operate("POST", "/admin/kick/Ada");
            ada.waitUntilTextContains("banners", "An operator has ended your session.");
            assertThat(ada.isShown("sign-in-form")).isTrue();
            assertThat(ada.isShown("ptt")).isFalse();
            // Whatever would connect again by itself does so when the network is back.
            ada.run("window.dispatchEvent(new Event('online'))");
            assertThat(server.operate("GET", "/admin/users")).isEqualTo("[]");

            server.operate("POST", "/admin/block/Ada");
            ada.run("document.getElementById('connect').click()");
            ada.waitUntilTextContains("banners", "An operator has blocked you.");
            server.operate("POST", "/admin/block/Ada", "{\"for_secs\":3600}");
            ada.run("document.getElementById('connect').click()");
            ada.waitUntilTextContains("banners", "An operator has blocked you until ");
            assertThat(ada.text("banners")).doesNotContainPattern("\\dT\\d");

            server.operate("POST", "/admin/unblock/Ada");
            ada.run("document.getElementById('connect').click()");
            ada.waitUntilTextIs("connection", "Connected"::equals);
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void who_is_muted_is_told_in_both_kinds_of_channel_and_when_it_ends() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");
            server.operate("POST", "/admin/mute/CH_0001/Ada");
            ada.waitUntilTextContains("floor-words", "An operator has muted you.");
            ada.press();
            ada.waitUntil(() -> "warning".equals(tone(ada)), "an answer to the press");
            assertThat(ada.text("floor-words")).startsWith("An operator has muted you.");
            ada.letGo();
            server.operate("POST", "/admin/unmute/CH_0001/Ada");
            ada.waitUntilTextIs("floor-words", "The channel is free."::equals);

            ada.talk();
            server.operate("POST", "/admin/mute/CH_0001/Ada");
            ada.waitUntilTextContains("floor-words", "An operator has muted you.");
            ada.letGo();
            server.operate("POST", "/admin/unmute/CH_0001/Ada");
            ada.waitUntilTextIs("floor-words", "The channel is free."::equals);
            ada.talk();
            ada.letGo();

            ada.joinConference("CH_0004");
            server.operate("POST", "/admin/mute/CH_0004/Ada");
            ada.waitUntilTextContains("floor-words", "Nobody hears or sees you");
            assertThat(ada.text("ptt-label")).isEqualTo("Muted");
            assertThat(isPressed(ada)).isEqualTo("false");
            ada.waitUntil(() -> sending(ada) == 0, "nothing sent");
            ada.hideFace();
            ada.showFace();
            assertThat(sending(ada)).isZero();
            server.operate("POST", "/admin/unmute/CH_0004/Ada");
            ada.waitUntilTextContains("floor-words", "Everybody hears you");
            ada.waitUntil(() -> sending(ada) > 1, "voice and picture sent");
            server.operate("POST", "/admin/mute/CH_0004/Ada");
            ada.join("CH_0001");
            ada.waitUntilTextContains("floor-words", "The channel is free");
            ada.join("CH_0004");
            ada.waitUntilTextContains("floor-words", "An operator has muted you.");
            server.operate("POST", "/admin/unmute/CH_0004/Ada");
            ada.waitUntilTextContains("floor-words", "Everybody hears you");
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void who_is_muted_while_waiting_waits_no_more() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");
            ada.await("""
                    (async () => {
                      const { LivechatClient } = await import('/livechat.js');
                      const client = new LivechatClient({ user: 'Ben', token: '%s' });
                      await client.connect();
                      window.ben = await client.join('CH_0001');
                      await ben.useMicrophone();
                      ben.requestFloor();
                      await new Promise((go) => ben.addEventListener('granted', go));
                    })()""".strip().formatted(RunningServer.SECRET));
            ada.press();
            ada.waitUntilTextIs("ptt-label", "In the queue"::equals);
            ada.run("""
                    window.said = [];
                    const words = document.getElementById('floor-words');
                    new MutationObserver(() => said.push(words.textContent)).observe(words, { childList: true, subtree: true, characterData: true });
                    """);

            server.operate("POST", "/admin/mute/CH_0001/Ada");
            ada.waitUntilTextIs("ptt-label", "Muted"::equals);
            assertThat(isPressed(ada)).isEqualTo("false");
            ada.run("ben.releaseFloor()");
            ada.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
            assertThat(ada.text("floor-words")).startsWith("An operator has muted you.");
            assertThat(ada.run("return said.join()")).asString().doesNotContain("The queue was cleared");
            ada.letGo();
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    private static Object isPressed(BrowserPerson person) {
        return person.run("return document.getElementById('ptt').ariaPressed");
    }

    private static Object tone(BrowserPerson person) {
        return person.run("return document.getElementById('floor-words').dataset.tone");
    }

    private static long sending(BrowserPerson person) {
        return (Long) person.run("return instrument.activeEncodings()");
    }
}
