package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How late a burst is heard behind a network that delays and loses IP packets, over TCP and over UDP. The talker's network is good. Needs
 * root, and a network of its own. These set what is measured: {@code livechat.seconds} of a burst, {@code livechat.seeds} of losses, one
 * behind the other, {@code livechat.loss} in % of each direction, {@code livechat.delay} in ms of each direction, {@code livechat.pictures} in kbit/s,
 * {@code livechat.transport}, and {@code livechat.congestion}, such as {@code reno}, of the server's TCP.
 */
@Tag("own-network")
class LateVoiceTest {
    private static final int SECONDS = Integer.getInteger("livechat.seconds", 6);
    private static final int SEEDS = Integer.getInteger("livechat.seeds", 1);
    private static final double LOSS_PERCENT = Double.parseDouble(System.getProperty("livechat.loss", "2"));
    private static final Duration DELAY = Duration.ofMillis(Integer.getInteger("livechat.delay", 50));
    private static final List<Integer> PICTURES = Arrays.stream(
                    System.getProperty("livechat.pictures", "0").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final String TRANSPORT = System.getProperty("livechat.transport", "linux");
    private static final String CONGESTION = System.getProperty("livechat.congestion", "");

    private static final String CHANNEL = "CH_0001";

    private static final long SILENCE_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(100).toNanos();

    /** Of what a client over TCP does not take: docs/operations.md. */
    private static final long MOST_WAITING_BYTES = 128 << 10;

    /** Before anything is lost, so that a page's buffers are as long as they are without. */
    private static final int WARM_UP_FRAMES = 3 * TimedMember.FRAMES_PER_SECOND;

    /** Every Linux lets a network namespace have this one (RFC 5681), with which so much loss leaves room for less than such a picture. */
    private static final String SLOWS_DOWN_WHEN_LOSING = "reno";

    private static final double HEAVY_LOSS_PERCENT = 5;
    private static final int BROAD_KBITS = 2_000;

    private OtherNetwork network;
    private RunningServer server;
    private BreakableWay way;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(TunDevice.exist(), "this machine has no /dev/net/tun");
        network = OtherNetwork.make();
        if (!CONGESTION.isEmpty()) {
            network.changeCongestionControl(CONGESTION);
        }
        server = RunningServer.startIn(network, "floor.max_talk=10m", "media.transport=" + TRANSPORT);
        way = new BreakableWay(
                new InetSocketAddress(InetAddress.ofLiteral(OtherNetwork.SERVER), server.port()),
                OtherNetwork.steady());
    }

    @AfterEach
    void stop() throws Exception {
        OtherNetwork last = network;
        RunningServer before = server;
        BreakableWay first = way;
        try (last;
                before;
                first) {
            // Each is closed, from the last to the first, though another one could not be; what is null is not.
        }
    }

    @Test
    void what_is_lost_comes_late_and_in_order_over_tcp_and_not_at_all_over_udp() throws Exception {
        List<Lateness> rows = new ArrayList<>();
        for (int picture : PICTURES) {
            for (boolean overTcp : List.of(false, true)) {
                Lateness all = burst(overTcp, picture, LOSS_PERCENT, 1);
                System.out.println("seed 1: " + all);
                for (int seed = 2; seed <= SEEDS; seed++) {
                    Lateness one = burst(overTcp, picture, LOSS_PERCENT, seed);
                    System.out.println("seed " + seed + ": " + one);
                    all = all.and(one);
                }
                rows.add(all);
            }
        }
        System.out.printf(
                "%d bursts of %d s; %.1f %% lost and %d ms added each way; transport %s, TCP with %s%n%s%n",
                SEEDS, SECONDS, LOSS_PERCENT, DELAY.toMillis(), TRANSPORT, network.congestionControl(), Lateness.HEAD);
        rows.forEach(System.out::println);
    }

    @Test
    void what_a_network_does_not_take_is_thrown_away_in_time_and_the_rest_keeps_its_order() throws Exception {
        network.changeCongestionControl(SLOWS_DOWN_WHEN_LOSING);
        Lateness lateness = burst(true, BROAD_KBITS, HEAVY_LOSS_PERCENT, 1);
        System.out.println(Lateness.HEAD);
        System.out.println(lateness);
        assertThat(lateness.dropped()).as("packets thrown away").isPositive();
    }

    @Test
    void a_page_makes_up_what_comes_too_late() throws Exception {
        List<String> rows = new ArrayList<>();
        try (BrowserPerson ben = BrowserPerson.start("Ben", Tone.E5, SolidColour.GREEN)) {
            for (String over : List.of("udp", "tcp")) {
                for (int seed = 1; seed <= SEEDS; seed++) {
                    rows.add("| %s | %d | %s".formatted(over, seed, heardByPage(ben, over, seed)));
                }
            }
            assertThat(ben.scriptErrors()).isEmpty();
        }
        System.out.printf(
                "a page; %d s; %.1f %% lost and %d ms added each way; transport %s, TCP with %s%n%s%n",
                SECONDS, LOSS_PERCENT, DELAY.toMillis(), TRANSPORT, network.congestionControl(), HeardByPage.HEAD);
        rows.forEach(System.out::println);
    }

    private HeardByPage heardByPage(BrowserPerson ben, String over, long seed) throws Exception {
        int frames = SECONDS * TimedMember.FRAMES_PER_SECOND;
        try (var road = new LossyRoad(network, DELAY, seed);
                var ada = new TimedMember("Ada", OtherNetwork.steady(), false)) {
            network.keepToItself(ada.port(), server.mediaPort());
            if (over.equals("tcp")) {
                road.blockUdp();
            }
            ada.join(way.port(), CHANNEL);
            ben.openAnew(server.consoleLinkOver(way));
            ben.signIn(server.consoleLinkOver(way));
            ben.join(CHANNEL);
            ben.waitUntilTextContains("floor-words", "The channel is free");
            ada.takeFloor(CHANNEL);
            Thread talking = Thread.ofPlatform().start(() -> ada.talk(WARM_UP_FRAMES + frames, 0));
            ben.until(() -> HeardByPage.now(ben).packets() > WARM_UP_FRAMES / 2, "a voice");
            HeardByPage before = HeardByPage.now(ben);
            road.lose(LOSS_PERCENT);
            talking.join();
            HeardByPage heard = HeardByPage.now(ben).since(before);
            road.lose(0);
            assertThat(ben.mediaProtocol()).isEqualTo(over);
            assertThat(heard.packets()).as("packets of the voice").isPositive();
            if (over.equals("tcp")) {
                assertThat(heard.lost()).as("packets lost behind TCP").isZero();
            }
            ben.leave();
            return heard;
        }
    }

    private Lateness burst(boolean overTcp, int pictureKbits, double lossPercent, long seed) throws Exception {
        int frames = SECONDS * TimedMember.FRAMES_PER_SECOND;
        try (var road = new LossyRoad(network, DELAY, seed);
                var ada = new TimedMember("Ada", OtherNetwork.steady(), false);
                var ben = new TimedMember("Ben", InetAddress.ofLiteral(LossyRoad.HERE), overTcp)) {
            ada.join(way.port(), CHANNEL);
            ben.join(way.port(), CHANNEL);
            ada.takeFloor(CHANNEL);
            long dropped = figure("livechat_media_tcp_dropped_total");
            long again = network.tcpFigure("RetransSegs");
            LossyRoad.Count before = road.toHere();
            road.lose(lossPercent);
            Most most = talk(ada, frames, pictureKbits);
            awaitLast(ben, frames);
            road.lose(0);

            List<TimedMember.Arrival> heard = ben.heard();
            LossyRoad.Count passed = road.toHere().since(before);
            var lateness = Lateness.of(
                    (overTcp ? "TCP" : "UDP")
                            + (pictureKbits == 0 ? "" : ", with a picture of " + pictureKbits + " kbit/s"),
                    frames,
                    heard,
                    figure("livechat_media_tcp_dropped_total") - dropped,
                    network.tcpFigure("RetransSegs") - again,
                    most.unsent());
            assertThat(heard).isNotEmpty();
            assertThat(heard)
                    .extracting(TimedMember.Arrival::number)
                    .doesNotHaveDuplicates()
                    .isSorted();
            assertThat(most.waiting()).isLessThanOrEqualTo(MOST_WAITING_BYTES);
            assertThat(passed.lost()).as("packets that the road lost").isPositive();
            if (overTcp) {
                assertThat(lateness.again()).as("segments that TCP sent again").isPositive();
                assertThat((long) frames - heard.size())
                        .as("frames that did not come")
                        .isLessThanOrEqualTo(lateness.dropped());
            } else {
                assertThat((long) frames - heard.size())
                        .as("frames that did not come")
                        .isLessThanOrEqualTo(passed.lost());
            }
            return lateness;
        }
    }

    /** Bytes at most for those over TCP, as often as that was looked at: that wait in the server, and that its kernel has not sent once. */
    private record Most(long waiting, long unsent) {}

    /** Talks; returns what has waited meanwhile. */
    private Most talk(TimedMember talker, int frames, int pictureKbits) throws Exception {
        var waiting = new AtomicLong();
        var unsent = new AtomicLong();
        var talking = new AtomicBoolean(true);
        var looking = new FutureTask<>(() -> {
            do {
                waiting.accumulateAndGet(figure("livechat_media_tcp_waiting_bytes"), Math::max);
                unsent.accumulateAndGet(unsent(), Math::max);
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            } while (talking.get());
            return true;
        });
        Thread.ofVirtual().start(looking);
        talker.talk(frames, pictureKbits);
        talking.set(false);
        looking.get();
        return new Most(waiting.get(), unsent.get());
    }

    /** Waits for the last frame, or until nothing comes any more. */
    private static void awaitLast(TimedMember listener, int frames) {
        long since = System.nanoTime();
        int count = listener.heard().size();
        while (System.nanoTime() - since < SILENCE_NANOS) {
            List<TimedMember.Arrival> heard = listener.heard();
            if (!heard.isEmpty() && heard.getLast().number() == frames - 1) {
                return;
            }
            if (heard.size() > count) {
                count = heard.size();
                since = System.nanoTime();
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private long unsent() {
        try {
            return network.unsentTo(LossyRoad.HERE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long figure(String name) {
        try {
            return server.operateOver(way, "GET", "/metrics")
                    .lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
