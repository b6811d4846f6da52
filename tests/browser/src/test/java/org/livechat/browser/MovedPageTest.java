package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.livechat.browser.OtherNetwork.Road;

/**
 * Somebody who talks leaves one network and is in another, as from Wi-Fi to a phone's: the burst goes on. Needs root and a network of its
 * own. {@code -Dlivechat.cuts=20} moves so often, and tells median and worst.
 */
@Tag("own-network")
class MovedPageTest {
    private static final int MOVES = Integer.getInteger("livechat.cuts", 1);
    private static final String CHANNEL = "CH_0001";
    private static final long HEARD_MILLIS = 1_500;

    private OtherNetwork network;
    private RunningServer server;
    private BreakableWay way;
    private SteadyListener ben;
    private BrowserPerson ada;

    @BeforeEach
    void enter() throws Exception {
        network = OtherNetwork.make();
        ben = SteadyListener.open(OtherNetwork.steady());
        network.keepToItself(ben.port());
        server = RunningServer.startIn(network);
        way = new BreakableWay(
                new InetSocketAddress(InetAddress.ofLiteral(OtherNetwork.SERVER), server.port()),
                OtherNetwork.steady());
        ben.join(way.port(), CHANNEL);
    }

    @AfterEach
    void leave() throws Exception {
        if (ada != null) {
            ada.close();
        }
        if (way != null) {
            way.close();
        }
        if (server != null) {
            server.close();
        }
        ben.close();
        network.close();
    }

    @Test
    void a_talker_who_moves_from_one_network_to_another_is_heard_on() throws Exception {
        moves(Road.FIRST, Road.SECOND);
    }

    private void moves(Road from, Road to) throws Exception {
        network.open(from);
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        ada.enter(
                URI.create("http://127.0.0.1:" + way.port() + "/#token=" + RunningServer.SECRET.replace(" ", "%20")),
                CHANNEL);
        List<Long> pauses = new ArrayList<>();
        Road here = from;
        Road there = to;
        for (int move = 0; move < MOVES; move++) {
            ada.talk();
            ben.begin();
            ada.until(() -> ben.silence() < 100, "a voice");
            ben.begin();
            network.leave(here);
            network.open(there);
            long moved = System.currentTimeMillis();
            ada.until(
                    () -> System.currentTimeMillis() - moved > HEARD_MILLIS + ben.longestPause() && ben.silence() < 200,
                    "a voice that is heard on");
            pauses.add(ben.longestPause());
            assertThat(ada.text("ptt-label")).isEqualTo("Talking");
            ada.letGo();
            ada.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
            Road left = here;
            here = there;
            there = left;
        }
        pauses.sort(null);
        System.out.println("pauses when a talker moved from " + from + " to " + to + ": median "
                + pauses.get(pauses.size() / 2) + ", worst " + pauses.getLast() + " ms of " + pauses);
        assertThat(ben.traffic()).containsExactly("join Ada");
        assertThat(ada.scriptErrors()).isEmpty();
    }
}
