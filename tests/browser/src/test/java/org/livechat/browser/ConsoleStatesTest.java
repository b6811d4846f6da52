package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page says when something is not as it should be. */
class ConsoleStatesTest {
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
    void a_wrong_token_is_said_and_another_can_be_typed() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.signIn(server.consoleLink("wrong"));

            ada.waitUntilTextContains("banners", "The server does not accept this token");
            assertThat(ada.isShown("token")).isTrue();
            assertThat(ada.run("return location.href")).asString().doesNotContain("wrong");
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void a_full_channel_is_said_and_another_can_be_joined() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
                BrowserPerson ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN)) {
            ada.enter(server.consoleLink(), RunningServer.CHANNEL_FOR_ONE);
            ben.signIn(server.consoleLink());
            ben.join(RunningServer.CHANNEL_FOR_ONE);

            ben.waitUntilTextContains("banners", "This channel is full");

            ben.join("CH_0001");
            ben.waitUntilTextContains("floor-words", "The channel is free");
            assertThat(ben.scriptErrors()).isEmpty();
        }
    }

    @Test
    void a_channel_deleted_under_its_members_is_said() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.signIn(server.consoleLink());
            asOperator(ada, "createChannel({ channel_id: 'CH_NEW', freq: '0042', channel_name: 'For a day' })");
            ada.join("CH_NEW");
            ada.waitUntilTextContains("floor-words", "The channel is free");

            asOperator(ada, "deleteChannel('CH_NEW')");

            ada.waitUntilTextContains("banners", "This channel was deleted");
            assertThat(ada.isShown("ptt")).isFalse();
            assertThat(ada.isShown("channel-list")).isTrue();
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void of_two_tabs_of_one_user_the_older_says_that_it_was_signed_out() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");

            ada.openSecondTab(server.consoleLink());
            ada.waitUntilTextIs("connection", "Connected"::equals);

            ada.backToFirstTab();
            ada.waitUntilTextContains("banners", "You are connected from another window or device");
            assertThat(ada.isShown("sign-in-form")).isTrue();
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void a_server_that_goes_away_is_said_and_its_return_is_used() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");

            server.stop();
            ada.waitUntilTextContains("banners", "The server is being restarted, or was stopped. Trying again in");
            assertThat(ada.text("connection")).isEqualTo("Server restarting…");
            ada.waitUntilTextIs("ptt-label", "Not connected"::equals);

            server.startAgain();
            ada.waitUntilTextContains("floor-words", "The channel is free");
            ada.talk();
            assertThat(ada.text("banners")).isEmpty();
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void who_stays_in_the_page_is_told_that_the_channel_is_recorded_now() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");
            assertThat(ada.isShown("channel-recorded")).isFalse();

            server.stop();
            server.startAgainRecording();
            ada.waitUntil(() -> ada.isShown("channel-recorded"), "the sign of a recorded channel");
            ada.waitUntilTextContains("floor-words", "The channel is free");
            assertThat(ada.text("channel-recorded")).isEqualTo("Recorded");
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void a_device_without_a_network_is_said_and_its_return_is_used_at_once() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");

            server.stop();
            ada.deviceOffline(true);
            ada.waitUntilTextContains("banners", "This device is not connected to a network. Trying again in");
            ada.until( // while a try is made the page says that it connects
                    () -> ada.run("const { dataset, textContent } = document.getElementById('connection');"
                                    + "return `${dataset.state}: ${textContent}`")
                            .equals("offline: Offline"),
                    "to be said to be offline");
            ada.waitUntilTextIs("ptt-label", "Not connected"::equals);

            server.startAgain();
            ada.deviceOffline(false);
            ada.waitUntilTextContains("floor-words", "The channel is free");
            ada.talk();
            assertThat(ada.text("banners")).isEmpty();
        }
    }

    @Test
    void a_server_that_is_about_to_stop_is_said_and_who_talks_can_finish() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");
            ada.talk();

            server.askToStop();
            ada.waitUntilTextContains("banners", "The server is about to stop");
            assertThat(ada.text("ptt-label")).isEqualTo("Talking");

            ada.letGo();
            ada.waitUntilTextContains("banners", "The server is being restarted, or was stopped");
            assertThat(ada.text("banners")).doesNotContain("about to stop");
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void a_server_that_does_not_stop_after_all_is_said_to_be_one_no_more() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");

            server.drain("POST");
            ada.waitUntilTextContains("banners", "The server is about to stop");
            server.drain("DELETE");
            ada.waitUntilTextIs("banners", String::isEmpty);

            ada.talk();
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void nobody_is_asked_to_hold_the_button_while_the_server_gives_the_floor_to_nobody() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
                BrowserPerson ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN)) {
            ada.enter(server.consoleLink(), "CH_0001");
            ben.enter(server.consoleLink(), "CH_0001");
            ada.talk();
            ben.waitUntilTextIs("ptt-label", "Hold to queue"::equals);

            server.drain("POST");
            ben.waitUntilTextIs("ptt-label", "Wait"::equals);
            assertThat(ben.text("floor-words")).contains("Ada is talking, and can finish");
            assertThat(ada.text("ptt-label")).isEqualTo("Talking");

            ada.letGo();
            ben.waitUntilTextContains("floor-words", "Nobody can begin to talk now.");
            ada.waitUntilTextIs("ptt-label", "Wait"::equals);

            server.drain("DELETE");
            ben.waitUntilTextIs("ptt-label", "Hold to talk"::equals);
            ben.waitUntilTextContains("floor-words", "The channel is free");
            ben.talk();
            assertThat(ben.scriptErrors()).isEmpty();
        }
    }

    @Test
    void without_a_microphone_one_can_listen_and_is_told_why_not_talk() throws Exception {
        try (BrowserPerson ada = BrowserPerson.startWithoutPermission("Ada")) {
            ada.signIn(server.consoleLink());
            ada.join("CH_0001");

            ada.waitUntilTextContains("banners", "The browser was not allowed to use the microphone");
            ada.waitUntilTextContains("floor-words", "You can listen");
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void who_goes_on_sending_without_the_floor_is_shut_out_and_told_why() throws Exception {
        try (BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), "CH_0001");

            ada.sendWithoutAsking();

            ada.waitUntilTextContains("banners", "Media was sent on and on without the floor.");
            assertThat(ada.isShown("sign-in-form")).isTrue();
        }
    }

    /** Somebody else, whose client runs in the same page. */
    private static void asOperator(BrowserPerson person, String call) {
        person.await("""
                (async () => {
                  const { LivechatClient } = await import('/livechat.js');
                  const operator = new LivechatClient({ user: 'Operator', token: '%s' });
                  await operator.connect();
                  await operator.%s;
                  operator.close();
                })()""".formatted(RunningServer.SECRET, call));
    }
}
