package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Applications in a browser whose offers say less than browsers do, or other things of each line: what comes is what each line
 * says.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OfferedLinesTest {
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
        person.run(BrowserPerson.resource("offered-lines.js"));
        person.run("window.TOKEN = arguments[0]", RunningServer.SECRET);
    }

    @AfterAll
    void stop() throws IOException {
        assertThat(person.scriptErrors()).isEmpty();
        person.close();
        server.close();
    }

    @Test
    void a_voice_comes_under_the_payload_type_and_the_extensions_of_the_line_that_it_is_heard_on() {
        play("""
                const talker = await enter('ann', { send: [await microphone()] });
                const listener = await enter('ben', {
                  send: [await microphone()],
                  receive: ['audio'],
                  change: (sdp) => changeLine(sdp, 1, (line) => opusAs(96, otherExtensions(line))),
                });
                const [, { receiver }] = listener.peer.getTransceivers();
                play(receiver.track);
                // comes in a header extension, and is not known without it
                const level = () => receiver.getSynchronizationSources()[0]?.audioLevel;
                await Negotiator.until(() => level() > 0.05, () => [level(), listener.answer]);
                const [{ codecId }] = await listener.reports('inbound-rtp');
                const { payloadType } = (await listener.reports('codec')).find(({ id }) => id === codecId);
                if (payloadType !== 96) {
                  throw new Error(`${payloadType} ${listener.answer}`);
                }
                """);
    }

    /** RFC 8285 4.3: such ids need headers of two bytes, from the talker and to the listener. */
    @Test
    void a_voice_comes_under_ids_of_extensions_beyond_14() {
        play("""
                const beyond = (sdp) => sdp.replace(/^a=extmap:(\\d) /gm, 'a=extmap:2$1$1 ');
                const talker = await enter('ann', { send: [await microphone()], change: beyond });
                const listener = await enter('ben', { receive: ['audio'], change: beyond });
                for (const { answer } of [talker, listener]) {
                  if (!/^a=extmap:2(\\d)\\1 .*audio-level/m.test(answer) || !answer.includes('a=extmap-allow-mixed')) {
                    throw new Error(answer);
                  }
                }
                const [{ receiver }] = listener.peer.getTransceivers();
                play(receiver.track);
                const level = () => receiver.getSynchronizationSources()[0]?.audioLevel;
                await Negotiator.until(() => level() > 0.05, () => [level(), listener.answer]);
                """);
    }

    @Test
    void two_cameras_on_lines_that_packets_do_not_name_are_seen_apart() {
        play("""
                const talker = await enter('ann', {
                  send: [await camera(), paint('blue')],
                  change: (sdp) => sdp.replace(/^a=extmap:.*sdes:(mid|rtp-stream-id|repaired-rtp-stream-id)\\r\\n/gm, ''),
                });
                if (talker.answer.includes('sdes:mid') || !/^a=ssrc:/m.test(talker.peer.localDescription.sdp)) {
                  throw new Error(talker.answer);
                }
                const listener = await enter('ben', { receive: ['video', 'video'] });
                const seen = listener.peer.getReceivers().map(({ track }) => new Seen(track));
                // long enough to tell two sources that take turns
                await Negotiator.until(() => seen.every((one) => one.colours.length > 30), () => seen);
                const colours = seen.map((one) => [...new Set(one.colours)].join()).toSorted();
                if (colours.join(' and ') !== 'blue and red') {
                  throw new Error(colours.join(' and '));
                }
                """);
    }

    @Test
    void who_can_be_asked_for_a_picture_by_FIR_alone_is_asked_so_for_each_who_comes() {
        play("""
                const talker = await enter('ann', {
                  send: [await camera()],
                  change: (sdp) => feedback(sdp, 'ccm fir'),
                });
                const asked = [];
                for (const name of ['ben', 'cleo']) {
                  const listener = await enter(name, { receive: ['video'] });
                  await listener.sees();
                  const [{ firCount, pliCount, nackCount }] = await talker.reports('outbound-rtp');
                  asked.push(firCount);
                  if (firCount === 0 || pliCount !== 0 || nackCount !== 0) {
                    throw new Error(`FIR ${firCount}, PLI ${pliCount}, NACK ${nackCount}`);
                  }
                }
                if (asked[1] <= asked[0]) {
                  throw new Error(`FIR ${asked}`);
                }
                """);
    }

    @Test
    void who_cannot_be_asked_for_anything_is_not_and_is_seen_from_the_next_picture_on() {
        play("""
                const track = await camera();
                const talker = await enter('ann', {
                  send: [track],
                  change: (sdp) => feedback(sdp).replace(/^a=extmap:.*transport-wide-cc.*\\r\\n/gm, ''),
                });
                const sent = async () => (await talker.reports('outbound-rtp'))[0];
                await Negotiator.until(async () => (await sent())?.framesSent > 0);
                const listener = await enter('ben', { receive: ['video'] });
                await Negotiator.until(() => listener.eventsOf(100).some(({ d }) =>
                  d.event === 'tracks' && d.data.slots.some(({ user_id }) => user_id === 'ann')));
                const { framesSent } = await sent();
                await Negotiator.until(async () => (await sent()).framesSent > framesSent + 30);
                const [sender] = talker.peer.getSenders();
                const parameters = sender.getParameters();
                parameters.encodings[0].scaleResolutionDownBy = 2; // begins with a keyframe
                await sender.setParameters(parameters);
                await listener.sees();
                const { firCount, pliCount, nackCount } = await sent();
                if (firCount !== 0 || pliCount !== 0 || nackCount !== 0) {
                  throw new Error(`FIR ${firCount}, PLI ${pliCount}, NACK ${nackCount}`);
                }
                """);
    }

    @Test
    void who_takes_whole_reports_alone_is_answered_so_and_media_and_reports_flow() {
        play("""
                const change = (sdp) => sdp.replace(/^a=rtcp-rsize\\r\\n/gm, '');
                const talker = await enter('ann', { send: [await microphone(), await camera()], change });
                const listener = await enter('ben', { receive: ['audio', 'video'], change });
                for (const { answer, peer } of [talker, listener]) {
                  if (answer.includes('rtcp-rsize') || peer.localDescription.sdp.includes('rtcp-rsize')) {
                    throw new Error(answer);
                  }
                }
                await listener.sees(30);
                for (const [person, type] of [[talker, 'remote-inbound-rtp'], [listener, 'remote-outbound-rtp']]) {
                  await Negotiator.until(async () => (await person.reports(type)).length === 2, () => person.reports(type));
                }
                """);
    }

    private void play(String script) {
        person.await("{" + script + "}");
    }
}
