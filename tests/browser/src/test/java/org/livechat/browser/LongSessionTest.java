package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Two browsers for a shift: channels, cameras, ways and floors change all the time, nothing gets lost, and what the server keeps of it
 * does not grow. A minute long; {@code -Dlivechat.session.minutes=120} for as long as one likes.
 */
class LongSessionTest {
    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("livechat.session.minutes", 1));
    private static final List<String> CHANNELS = List.of("CH_0001", "CH_0004", "CH_0002", "CH_0004");
    private static final Duration LONGEST_TIMER = Duration.ofSeconds(45);
    /** What comes and goes with a round, or with the machine's mood. */
    private static final int FEW = 300;

    /** Of these there is one for each who is there. */
    private static final Set<String> CLIENTS = Set.of(
            "org.livechat.core.Membership",
            "org.livechat.media.endpoint.Endpoint",
            "org.livechat.media.inbound.Talker",
            "org.livechat.media.peer.Peer");

    private static final int FEW_CLIENTS = 8;

    /** Of these each client has the latest of a minute and a half, for the case that it has lost them, up to a number. */
    private static final Set<String> KEPT = Set.of(
            "org.livechat.signaling.Kept$Entry",
            "org.livechat.signaling.Parcel",
            "org.livechat.signaling.Parcel$Piece");

    private static final int MOST_KEPT = 2 * 1024;

    @Test
    void nothing_is_lost_and_nothing_grows() throws Exception {
        try (RunningServer server = RunningServer.start();
                BrowserPerson ann = person("Ann", server, Tone.A4, SolidColour.RED);
                BrowserPerson ben = person("Ben", server, Tone.E5, SolidColour.GREEN)) {
            long end = System.nanoTime() + LENGTH.toNanos();
            // Every kind of change has been made once, and what is kept for all is there.
            for (int round = 0; round < CHANNELS.size(); round++) {
                change(round, ann, ben);
            }
            Map<String, Integer> before = server.liveObjects();
            int rounds = 0;
            while (System.nanoTime() - end < 0) {
                for (int round = 0; round < CHANNELS.size(); round++) {
                    change(round, ann, ben);
                }
                rounds++;
            }
            assertThat(rounds).isPositive();
            assertThat(grownForGood(server, before)).isEmpty();
            assertThat(server.operate("GET", "/admin/peers").split("\"ufrag\"", -1))
                    .hasSize(3);
        }
    }

    private static BrowserPerson person(String name, RunningServer server, Tone voice, SolidColour face)
            throws Exception {
        BrowserPerson person = BrowserPerson.start(name, voice, face);
        person.open(server.consoleLink());
        person.run(BrowserPerson.resource("member.js"));
        person.run("window.TOKEN = arguments[0]; window.NAME = arguments[1]", RunningServer.SECRET, name);
        person.await("{ window.member = await Member.signIn(NAME, TOKEN); }");
        return person;
    }

    /** Both go to the next channel, a camera is switched, each talks to the other, and the ways are changed meanwhile. */
    private static void change(int round, BrowserPerson ann, BrowserPerson ben) {
        String channel = CHANNELS.get(round);
        does(ann, "move('" + channel + "')");
        does(ben, "move('" + channel + "')");
        does(ann, "switchCamera()");
        boolean seen = round % 2 == 0;
        does(ann, "talk()");
        does(ben, "hears()");
        if (seen) {
            does(ben, "sees()");
        }
        does(round < 2 ? ann : ben, "restart()");
        does(ben, "hears()");
        does(ann, "stop()");
        does(ben, "talk()");
        does(ann, "hears()");
        does(ben, "stop()");
    }

    private static void does(BrowserPerson person, String what) {
        person.await("{ await member." + what + "; }");
    }

    /** What has gone may be kept until the last timer that asks for it has fired. */
    private static Map<String, String> grownForGood(RunningServer server, Map<String, Integer> before)
            throws IOException {
        long end = System.nanoTime() + LONGEST_TIMER.toNanos();
        Map<String, String> grown = grown(before, server.liveObjects());
        while (!grown.isEmpty() && System.nanoTime() - end < 0) {
            grown = grown(before, server.liveObjects());
        }
        return grown;
    }

    /** The latest events of the trace and the latest addresses are kept, both up to a number that a minute does not reach. */
    private static boolean isKept(String name) {
        return name.contains(".trace.") || name.endsWith(".transport.PeerAddress");
    }

    private static Map<String, String> grown(Map<String, Integer> before, Map<String, Integer> after) {
        Map<String, String> grown = new TreeMap<>();
        after.forEach((name, count) -> {
            int had = before.getOrDefault(name, 0);
            int few = CLIENTS.contains(name) ? FEW_CLIENTS : KEPT.contains(name) ? MOST_KEPT : FEW;
            if (count > 2 * had && count > had + few && !isKept(name)) {
                grown.put(name, had + " -> " + count);
            }
        });
        return grown;
    }
}
