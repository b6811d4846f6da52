package org.livechat.browser;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Applications in a browser that negotiate their connections again and again, in each way that browsers allow. */
@TestInstance(Lifecycle.PER_CLASS)
class NegotiationTest {
    /** More than a connection has places for; {@code -Dlivechat.negotiation.rounds=200} for more. */
    private static final int ROUNDS = Integer.getInteger("livechat.negotiation.rounds", 60);
    /** As many as are done within the time that a script may take. */
    private static final int ROUNDS_AT_ONCE = 20;

    private static final String MEET = """
            const video = { frameRate: 15, width: 320, height: 240 };
            window.camera = (await navigator.mediaDevices.getUserMedia({ video })).getVideoTracks()[0];
            window.talker = await Negotiator.signIn('ann', TOKEN);
            window.voice = talker.peer.addTransceiver('audio', { direction: 'sendonly' });
            window.shown = talker.peer.addTransceiver(camera, { direction: 'sendonly' });
            await talker.join('CH_0004');
            window.listener = await Negotiator.signIn('ben', TOKEN);
            window.heard = listener.peer.addTransceiver('audio', { direction: 'recvonly' });
            window.tile = listener.peer.addTransceiver('video', { direction: 'recvonly' });
            await listener.join('CH_0004');
            await listener.sees();
            """;

    private RunningServer server;
    private BrowserPerson person;

    @BeforeAll
    void start() throws Exception {
        server = RunningServer.start();
        person = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
    }

    @BeforeEach
    void open() {
        person.openAnew(server.consoleLink());
        person.run(BrowserPerson.resource("negotiator.js"));
        person.run("window.TOKEN = arguments[0]", RunningServer.SECRET);
        play(MEET);
    }

    @AfterAll
    void stop() throws IOException {
        person.close();
        server.close();
    }

    @Test
    void media_goes_on_when_the_first_line_of_a_connection_is_stopped() {
        play("""
                voice.stop();
                await talker.renegotiate();
                await talker.connected();
                await listener.sees();
                await talker.renegotiate();
                await listener.sees();
                """);
        play("""
                heard.stop();
                await listener.renegotiate();
                await listener.connected();
                await listener.sees();
                """);
    }

    @Test
    void a_connection_goes_on_after_all_its_lines_were_stopped() {
        play("""
                talker.close();
                // with max-bundle, Chromium cannot offer that
                window.talker = await Negotiator.signIn('cleo', TOKEN, { bundlePolicy: 'balanced' });
                const voice = talker.peer.addTransceiver('audio', { direction: 'sendonly' });
                const shown = talker.peer.addTransceiver(camera, { direction: 'sendonly' });
                await talker.join('CH_0004');
                await listener.sees();
                voice.stop();
                shown.stop();
                await talker.renegotiate();
                if (!/^m=audio 0 /m.test(talker.answer) || !/^m=video 0 /m.test(talker.answer)) {
                  throw new Error(talker.answer);
                }
                talker.peer.addTransceiver(camera, { direction: 'sendonly' });
                await talker.renegotiate();
                await talker.connected();
                await listener.sees();
                """);
    }

    @Test
    void ice_is_restarted_while_pictures_flow() {
        play("""
                const states = [];
                for (const { peer } of [talker, listener]) {
                  peer.addEventListener('connectionstatechange', () => states.push(peer.connectionState));
                }
                for (const person of [talker, listener, talker, listener, listener, listener]) {
                  const before = person.credentials;
                  await person.renegotiate({ iceRestart: true });
                  if (person.credentials === before) {
                    throw new Error(`answered with ${before} as before`);
                  }
                  await listener.sees();
                }
                await listener.sees(100);
                if (states.includes('disconnected') || states.includes('failed')) {
                  throw new Error(states.join());
                }
                """);
    }

    @Test
    void cameras_and_tiles_come_and_go_for_as_long_as_one_likes() {
        for (int round = 0; round < ROUNDS; round += ROUNDS_AT_ONCE) {
            play("""
                    for (let round = 0; round < %d; round++) {
                      shown.stop();
                      await talker.renegotiate();
                      window.shown = talker.peer.addTransceiver(camera, { direction: 'sendonly' });
                      await talker.renegotiate();
                      tile.stop();
                      await listener.renegotiate();
                      window.tile = listener.peer.addTransceiver('video', { direction: 'recvonly' });
                      await listener.renegotiate();
                    }
                    """.formatted(ROUNDS_AT_ONCE));
            play("await listener.sees(3, 20_000)");
        }
    }

    private void play(String script) {
        person.await("{" + script + "}");
    }
}
