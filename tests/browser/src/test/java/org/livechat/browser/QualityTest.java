package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.livechat.libwebrtc.LibwebrtcPerson;
import org.livechat.libwebrtc.LocalServer;

/** How well somebody is heard, and is sent, as the console and the server say. */
@Tag("alone")
class QualityTest {
    private static final int HERTZ = 660;
    private static final String JUDGE = """
            const { compare, PAUSED, worstOf } = await import('/quality.js');
            const path = { id: 'P', type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.1 };
            const voice = (lost, made) => ({ id: 'V', type: 'inbound-rtp', kind: 'audio', mid: '1', timestamp: 0, packetsReceived: 0,
                packetsLost: lost, totalSamplesReceived: 0, concealedSamples: made, silentConcealedSamples: 0 });
            const picture = { id: 'B', type: 'inbound-rtp', kind: 'video', mid: '2', timestamp: 0, packetsReceived: 0, packetsLost: 0,
                totalFreezesDuration: 0 };
            const later = (stat, changes) => ({ ...stat, timestamp: 3000, packetsReceived: 100, ...changes });
            const report = (...stats) => new Map([path, ...stats].map((stat) => [stat.id, stat]));
            const inbound = (before, now) => compare(report(before), report(now)).received.get(before.mid)?.grade ?? 'none';
            const sent = { id: 'O', type: 'outbound-rtp', kind: 'audio', packetsSent: 0, remoteId: 'R' };
            const told = (fractionLost) => ({ id: 'R', type: 'remote-inbound-rtp', fractionLost, roundTripTime: 0.1 });
            const own = (packetsSent, lost) =>
                compare(report(sent), report({ ...sent, packetsSent }, told(lost))).own?.grade ?? 'none';
            return [
                inbound(voice(0, 0), later(voice(30, 0), { totalSamplesReceived: 144000 })),
                inbound(voice(0, 0), later(voice(0, 7200), { totalSamplesReceived: 144000 })),
                inbound(voice(0, 0), voice(0, 0)),
                inbound(picture, later(picture, { packetsLost: 20 })),
                inbound(picture, later(picture, { totalFreezesDuration: 0.3 })),
                inbound(picture, later(picture, { totalFreezesDuration: 0 })),
                own(100, 0), own(100, 0.05), own(0, 0.5),
                worstOf([{ grade: 'weak', loss: 0, roundTrip: null, stopped: 0 }, { grade: 'good', loss: 1, roundTrip: 1, stopped: 0 }]).grade,
                worstOf([PAUSED, { grade: 'good', loss: 0, roundTrip: null, stopped: 0, paused: false }]).grade,
            ];
            """;

    private static final String REPEAT = """
            const { VoiceLoss, withRedundancyFirst } = await import('/voice-redundancy.js');
            const after = (shares) => {
                const loss = new VoiceLoss();
                return shares.map((share) => (loss.reported(share), Number(loss.isBad))).join('');
            };
            const answer = (types, name) => ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF ' + types, 'a=rtpmap:111 opus/48000/2',
                `a=rtpmap:63 ${name}/48000/2`, 'm=audio 9 UDP/TLS/RTP/SAVPF 111 63', 'a=rtpmap:63 red/48000/2', ''].join('\\r\\n');
            return [
                after([0, 0.02, 0, 0.02, 0, 0, 0.02]),
                after([0.2, 0, 0.1]) + after([0.03, 0.03, 0.03]),
                after([0.2, ...Array(12).fill(0), 0, 0.02, 0.02]),
                withRedundancyFirst(answer('111 63', 'red')) === answer('63 111', 'red'),
                withRedundancyFirst(answer('111 63', 'other')),
            ];
            """;

    private static final String HOLD_BACK = """
            const { LineUsers } = await import('/quality-lines.js');
            const { qualityMark, showQuality } = await import('/quality-mark.js');
            const of = (grade, stopped) => ({ grade, loss: 0, roundTrip: null, stopped, paused: false });
            const lines = new LineUsers();
            const slots = (paused) => [{ mid: 'a', user: 'Ben', paused: false }, { mid: 'v', user: 'Ben', paused }];
            const words = (paused, received, frames) => {
                const channel = { slots: slots(paused), mode: 'conference', floor: { talker: null } };
                const mark = qualityMark();
                showQuality(mark, 'Connection with Ben', lines.judge(channel, new Map(received), new Set(frames)).get('Ben') ?? null);
                return mark.hidden ? 'none' : `${mark.dataset.grade}, ${mark.title}`;
            };
            return [
                words(false, [['a', of('good', 0)], ['v', of('good', 0)]], ['v']),
                words(false, [['a', of('good', 0)], ['v', of('bad', 0.5)]], ['v']),
                words(true, [['a', of('weak', 0)], ['v', of('bad', 0.5)]], ['v']),
                words(true, [], []),
                words(false, [['a', of('good', 0)], ['v', of('bad', 1)]], []),
                words(false, [['a', of('good', 0)], ['v', of('bad', 1)]], ['v']),
                words(false, [['a', of('good', 0)], ['v', of('bad', 0.5)]], ['v']),
            ];
            """;

    @Test
    void a_picture_that_the_server_holds_back_is_paused_and_does_not_stand_still() throws Exception {
        try (LocalServer server = LocalServer.start();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED)) {
            ada.enter(server.consoleLink(), LocalServer.PTT_CHANNEL);
            assertThat(judged(ada, REPEAT))
                    .containsExactly("0000000", "111" + "011", "1".repeat(11) + "00000", "true", "null");
            assertThat(judged(ada, HOLD_BACK))
                    .containsExactly(
                            "none", // whose line it is was not known before
                            "bad, Connection with Ben: bad, picture stood still for 50 % of the time",
                            "weak, Connection with Ben: weak, picture paused",
                            "paused, Connection with Ben: picture paused",
                            // it goes on, but no picture has come yet; then one comes, and how long the last one stood
                            // is known
                            "good, Connection with Ben: good",
                            "good, Connection with Ben: good",
                            "bad, Connection with Ben: bad, picture stood still for 50 % of the time");
        }
    }

    @Test
    void the_other_and_the_own_network_are_judged_while_somebody_talks() throws Exception {
        try (LocalServer server = LocalServer.start();
                BrowserPerson ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
                LibwebrtcPerson ben = LibwebrtcPerson.talker(server, "Ben", LocalServer.PTT_CHANNEL, HERTZ)) {
            ada.enter(server.consoleLink(), LocalServer.PTT_CHANNEL);
            assertThat(ada.isShown("own-quality")).isFalse();
            assertThat(judged(ada, JUDGE))
                    .containsExactly(
                            "good", "weak", "none", "bad", "weak", "good", "good", "weak", "none", "weak", "good");

            ben.talk();
            ada.waitUntil(() -> ada.isShown("talker-quality"), "how well Ben is heard");
            assertThat(label(ada, "talker-quality")).matches("Connection with Ben: (good|weak|bad)(, .*)?");
            assertThat(ada.isShown("own-quality")).isFalse();
            ben.letGo();
            ada.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
            assertThat(ada.isShown("talker-quality")).isFalse();

            ada.talk();
            ada.waitUntil(() -> ada.isShown("own-quality"), "how well Ada's network does");
            assertThat(label(ada, "own-quality")).matches("Your network: (good|weak|bad)(, .*)?");
            assertThat(ada.scriptErrors()).isEmpty();
            awaitMouthToEar(server);
        }
    }

    private static List<String> judged(BrowserPerson person, String script) {
        return ((List<?>) person.await("(async () => {" + script + "})()"))
                .stream().map(String::valueOf).toList();
    }

    private static String label(BrowserPerson person, String id) {
        return (String) person.run("return document.getElementById(arguments[0]).getAttribute('aria-label')", id);
    }

    /** Both round trips have to be known for that, which takes some seconds of reports. */
    private static void awaitMouthToEar(LocalServer server) throws Exception {
        String counted = "livechat_channel_mouth_to_ear_seconds_count{channel=\"" + LocalServer.PTT_CHANNEL + "\"}";
        long end = System.nanoTime() + 20_000_000_000L;
        while (!server.metrics().contains(counted)) {
            assertThat(System.nanoTime()).as("a voice's time from mouth to ear").isLessThan(end);
        }
    }
}
