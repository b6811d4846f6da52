package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Credentials of a TURN server are for a time; a page that stays longer asks for others in time. */
class IceServersTest {
    private static final int LIFETIME_SECONDS = 60;

    /** Joins with a client of the page's own, and notes what is asked, and by which credentials the connection goes. */
    private static final String JOIN = """
            (async () => {
              window.asked = 0;
              const { send } = WebSocket.prototype;
              WebSocket.prototype.send = function (text) {
                asked += JSON.parse(text).op === 40;
                return send.call(this, text);
              };
              const { LivechatClient } = await import('/livechat.js');
              const eve = new LivechatClient({ user: 'Eve', token: '%s' });
              await eve.connect();
              window.channel = await eve.join('CH_0002');
              window.user = () => instrument.peers.at(-1).getConfiguration().iceServers[0].username;
              const now = performance.now.bind(performance);
              window.passed = 0;
              performance.now = () => now() + passed;
            })()""".formatted(RunningServer.SECRET);

    @Test
    void those_that_run_out_are_asked_for_anew_before_they_do() throws Exception {
        try (RunningServer server = RunningServer.startWithIceServers(
                        "127.0.0.1", "{urls: ['turn:127.0.0.1:9'], secret: north}", LIFETIME_SECONDS + "s");
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.open(server.consoleLink());
            ada.await(JOIN);
            long first = expiry(ada);
            ada.until(() -> System.currentTimeMillis() / 1000 + LIFETIME_SECONDS > first, "another second");

            restartAfter(ada, LIFETIME_SECONDS / 2 - 5);
            assertThat(List.of(asked(ada), expiry(ada)))
                    .as("while they will do")
                    .containsExactly(0L, first);

            restartAfter(ada, LIFETIME_SECONDS / 2 + 1);
            assertThat(asked(ada)).as("when half of their time is over").isEqualTo(1);
            assertThat(expiry(ada)).isGreaterThan(first);

            restartAfter(ada, LIFETIME_SECONDS / 2 + 1);
            assertThat(asked(ada)).as("new ones will do, too").isEqualTo(1);
        }
    }

    private static void restartAfter(BrowserPerson person, int seconds) {
        person.await("(async () => { passed = " + seconds * 1000 + "; await channel.restartMedia(); })()");
    }

    private static long asked(BrowserPerson person) {
        return ((Number) person.run("return asked")).longValue();
    }

    /** When the credentials run out that the connection goes by, in Unix s. */
    private static long expiry(BrowserPerson person) {
        String user = (String) person.run("return user()");
        assertThat(user).endsWith(":Eve");
        return Long.parseLong(user.substring(0, user.indexOf(':')));
    }
}
