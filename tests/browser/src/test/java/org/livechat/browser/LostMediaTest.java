package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Pages whose way to the media port is lost while the WebSocket lives: they find another one, or the same again, and nobody sees them leave.
 * {@code -Dlivechat.cuts=20} measures so often, and tells medians and worst.
 */
class LostMediaTest {
    private static final int CUTS = Integer.getInteger("livechat.cuts", 1);
    private static final String CHANNEL = "CH_0001";

    /** Notes who comes and goes, and what the page says of its media. */
    private static final String WATCH = """
            window.traffic = [];
            instrument.sockets.at(-1).addEventListener('message', ({ data }) => {
              const { op, d } = JSON.parse(data);
              if (op === 100 && (d.event === 'join' || d.event === 'leave')) {
                traffic.push(`${d.event} ${d.member.user_id}`);
              }
            });
            """;

    private RunningServer server;
    private UdpWay way;
    private BrowserPerson ada;
    private BrowserPerson ben;

    @BeforeEach
    void enter() throws Exception {
        server = RunningServer.start();
        way = new UdpWay(server.mediaPort());
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN);
        ada.open(server.consoleLink());
        ada.run("instrument.mediaPort = arguments[0]", way.port());
        ada.enter(server.consoleLink(), CHANNEL);
        ben.enter(server.consoleLink(), CHANNEL);
        ada.openEyesAndEars();
        ben.openEyesAndEars();
        ada.showFace();
        ben.showFace();
        ben.run(WATCH);
    }

    @AfterEach
    void leave() throws Exception {
        ada.close();
        ben.close();
        way.close();
        server.close();
    }

    @Test
    void a_listener_whose_udp_is_cut_for_three_seconds_hears_at_once_when_it_is_back() throws Exception {
        listenerIsCut(3_000);
    }

    @Test
    void a_listener_whose_udp_is_cut_for_ten_seconds_stays_in_the_channel() throws Exception {
        listenerIsCut(10_000);
    }

    @Test
    void a_listener_whose_udp_is_cut_for_longer_than_consent_lasts_stays_in_the_channel() throws Exception {
        listenerIsCut(40_000);
    }

    @Test
    void a_listener_whose_port_changes_hears_on() throws Exception {
        portChanges(ben, ada);
    }

    @Test
    void a_talker_whose_port_changes_is_heard_on() throws Exception {
        portChanges(ada, ben);
    }

    private void listenerIsCut(long millis) throws Exception {
        Times sound = new Times("sound, behind a cut of " + millis + " ms");
        Times picture = new Times("picture, behind a cut of " + millis + " ms");
        for (int cut = 0; cut < CUTS; cut++) {
            ben.talk();
            hearsAndSees(ada, System.currentTimeMillis(), Tone.E5, SolidColour.GREEN);
            way.bar();
            long barred = System.currentTimeMillis();
            while (System.currentTimeMillis() - barred < millis) {
                ada.until(() -> System.currentTimeMillis() - barred >= Math.min(millis, 20_000), "the end of the cut");
                if (System.currentTimeMillis() - barred < millis) {
                    ben.letGo();
                    ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
                    ben.talk();
                    ada.until(() -> System.currentTimeMillis() - barred >= millis, "the end of the cut");
                }
            }
            way.unbar();
            long back = System.currentTimeMillis();
            sound.add(ada.waitFor(back, sample -> sample.hears(Tone.E5), "Ben's voice")
                            .unixMillis()
                    - back);
            picture.add(ada.waitForLook(back, SolidColour.GREEN) - back);
            ben.letGo();
            ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
        }
        System.out.println(sound + "\n" + picture + "\n" + ben.run("return traffic"));
        assertThat(ben.run("return traffic")).as("who came and went").isEqualTo(List.of());
        assertThat(ada.scriptErrors()).isEmpty();
    }

    private void portChanges(BrowserPerson talker, BrowserPerson listener) throws Exception {
        Tone voice = talker.equals(ada) ? Tone.A4 : Tone.E5;
        SolidColour face = talker.equals(ada) ? SolidColour.RED : SolidColour.GREEN;
        String who = talker.equals(ada) ? "talker's" : "listener's";
        Times sound = new Times("gap of sound, when the " + who + " port has changed");
        Times picture = new Times("gap of the picture, when the " + who + " port has changed");
        for (int change = 0; change < CUTS; change++) {
            talker.talk();
            hearsAndSees(listener, System.currentTimeMillis(), voice, face);
            way.forgetMappings();
            long changed = System.currentTimeMillis();
            sound.add(longestSilence(listener, changed, voice));
            picture.add(longestStill(listener, changed));
            talker.letGo();
            ben.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
        }
        System.out.println(sound + "\n" + picture);
        assertThat(ben.run("return traffic")).as("who came and went").isEqualTo(List.of());
        assertThat(ada.scriptErrors()).isEmpty();
    }

    private static void hearsAndSees(BrowserPerson who, long since, Tone voice, SolidColour face) {
        who.waitFor(since, sample -> sample.hears(voice) && sample.sees(face), "a voice and a face");
    }

    /** The longest pause of a voice, once it has been heard for a second without one. */
    private static long longestSilence(BrowserPerson listener, long since, Tone voice) {
        listener.until(
                () -> {
                    long now = System.currentTimeMillis();
                    List<Sample> latest = listener.samplesSince(now - 1_000);
                    return now - since > 3_500
                            && latest.size() > 20
                            && latest.stream().allMatch(sample -> sample.hears(voice));
                },
                "a voice without a pause");
        long longest = 0;
        long heard = since;
        for (Sample sample : listener.samplesSince(since)) {
            if (sample.hears(voice)) {
                longest = Math.max(longest, sample.unixMillis() - heard);
                heard = sample.unixMillis();
            }
        }
        return longest;
    }

    /** The longest pause of a picture. */
    private static long longestStill(BrowserPerson listener, long since) {
        return ((Number) listener.run("""
                        const times = [arguments[0], ...looksSince(arguments[0]).map(([at]) => at)];
                        return Math.max(...times.map((at, index) => (index === 0 ? 0 : at - times[index - 1])));
                        """, since)).longValue();
    }
}
