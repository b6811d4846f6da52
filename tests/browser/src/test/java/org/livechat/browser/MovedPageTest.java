package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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

    /** Less than the 4 s after which the floor goes on; docs/reliability.md has the figures. */
    private static final long PAUSE_MILLIS = 3_000;

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

    @Test
    void a_talker_whose_way_dies_in_one_family_is_heard_on_over_the_other() throws Exception {
        network.open(Road.FIRST);
        network.open(Road.IPV6);
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        Times pauses = new Times("pauses when a talker's way died in IPv6");
        try (var adasWay = new BreakableWay(
                new InetSocketAddress(InetAddress.ofLiteral(OtherNetwork.SERVER), server.port()),
                OtherNetwork.steady())) {
            ada.signIn(URI.create(
                    "http://127.0.0.1:" + adasWay.port() + "/#token=" + RunningServer.SECRET.replace(" ", "%20")));
            for (int death = 0; death < MOVES; death++) {
                ada.join(CHANNEL);
                ada.waitUntilTextContains("floor-words", "The channel is free");
                ada.until(() -> ada.mediaAddress().contains(":"), "media over IPv6");
                ada.talk();
                long talked = System.currentTimeMillis();
                ben.begin();
                ada.until(() -> System.currentTimeMillis() - talked > HEARD_MILLIS && ben.silence() < 100, "a voice");
                List<String> traffic = ben.traffic();
                ben.begin();
                network.mute(Road.IPV6);
                adasWay.freeze(); // as it would be over IPv6
                long died = System.currentTimeMillis();
                ada.until(
                        () -> System.currentTimeMillis() - died > HEARD_MILLIS + ben.longestPause()
                                && ben.silence() < 200,
                        "a voice that is heard on");
                pauses.add(ben.longestPause());
                assertThat(ada.text("ptt-label")).isEqualTo("Talking");
                assertThat(ben.traffic()).as("who came and went").isEqualTo(traffic);
                ada.letGo();
                ada.waitUntilTextIs("talker-name", "Nobody is talking"::equals);
                ada.leave();
                network.unmute();
            }
        }
        System.out.println(pauses);
        assertThat(pauses.worst()).as("the longest pause, in ms").isLessThan(PAUSE_MILLIS);
        assertThat(ada.scriptErrors()).isEmpty();
    }

    private void moves(Road from, Road to) throws Exception {
        network.open(from);
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        ada.enter(
                URI.create("http://127.0.0.1:" + way.port() + "/#token=" + RunningServer.SECRET.replace(" ", "%20")),
                CHANNEL);
        Times pauses = new Times("pauses when a talker moved from " + from + " to " + to);
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
        System.out.println(pauses);
        assertThat(ben.traffic()).containsExactly("join Ada");
        assertThat(ada.scriptErrors()).isEmpty();
    }
}
