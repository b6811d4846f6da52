package org.livechat.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.livechat.api.media.MediaKind;
import org.livechat.client.LoopListener;
import org.livechat.client.LoopPeer;
import org.livechat.client.MediaKey;
import org.livechat.client.OfferedTrack;
import org.livechat.client.PeerLoop;
import org.livechat.client.SrtpChoice;

/** What lcbench says it lost, was lost: real packets through a path whose faults are known. */
final class CountingTest {
    private static final int RECEIVERS = 3;
    private static final int RATE = 400;
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final Duration WARM_UP = Duration.ofMillis(300);
    private static final String MID = "0";

    private static final ImpairedPath.Impairment NONE = new ImpairedPath.Impairment(0, 0, 0);

    /** A round, and what the path did meanwhile and before. */
    private record Measured(Round round, ImpairedPath path) {}

    @ParameterizedTest
    @EnumSource(
            value = SrtpChoice.class,
            names = {"CM", "GCM"})
    void aPathWithoutFaultsLosesNothing(SrtpChoice cipher) throws Exception {
        Round round = measure(NONE, cipher, false).round();

        assertThat(round.sent()).isPositive();
        assertThat(round.expected()).isEqualTo(round.sent() * RECEIVERS);
        assertThat(round.lost()).isZero();
        assertThat(round.reordered()).isZero();
        assertThat(round.duplicates()).isZero();
        assertThat(round.refused()).isZero();
        assertThat(round.latency().total()).isPositive();
        assertThat(round.spread().total()).isPositive();
    }

    @Test
    void receiversThatStayAwakeCountAlike() throws Exception {
        Round round = measure(NONE, SrtpChoice.CM, true).round();

        assertThat(round.delivered()).isEqualTo(round.sent() * RECEIVERS).isPositive();
    }

    // 7, 11 and 100 meet the numbers that are opened (each fiftieth) and those that are only counted.
    @ParameterizedTest
    @CsvSource({"100", "7", "11"})
    void oneLostInSoManyIsCounted(int losesOneIn) throws Exception {
        Measured measured = measure(new ImpairedPath.Impairment(losesOneIn, 0, 0), SrtpChoice.CM, false);
        Round round = measured.round();

        assertThat(round.lost())
                .isBetween(round.sent() / losesOneIn * RECEIVERS, (round.sent() / losesOneIn + 1) * RECEIVERS);
        assertThat(round.lost() % RECEIVERS).isZero();
        assertThat(round.lost()).isLessThanOrEqualTo((long) measured.path().lost() * RECEIVERS);
        assertThat(round.reordered()).isZero();
        assertThat(round.duplicates()).isZero();
    }

    @Test
    void swappedPacketsAreReorderedAndNotLost() throws Exception {
        Measured measured = measure(new ImpairedPath.Impairment(0, 0, 13), SrtpChoice.CM, false);
        Round round = measured.round();

        assertThat(round.lost()).isZero();
        assertThat(round.reordered())
                .isPositive()
                .isLessThanOrEqualTo((long) measured.path().swapped() * RECEIVERS)
                .isGreaterThanOrEqualTo((round.sent() / 13 - 1) * RECEIVERS);
    }

    @Test
    void doubledPacketsAreDuplicatesAndNotDeliveredTwice() throws Exception {
        Measured measured = measure(new ImpairedPath.Impairment(0, 13, 0), SrtpChoice.CM, false);
        Round round = measured.round();

        assertThat(round.delivered()).isEqualTo(round.expected());
        // a copy of one that was opened is refused by the replay window, any other is known by its number
        assertThat(round.duplicates() + round.refused())
                .isBetween(
                        (round.sent() / 13 - 1) * RECEIVERS,
                        (long) measured.path().doubled() * RECEIVERS);
        assertThat(round.duplicates()).isPositive();
    }

    private static Measured measure(ImpairedPath.Impairment impairment, SrtpChoice cipher, boolean wakeful)
            throws Exception {
        Tally tally = new Tally();
        // the path does not look into the packets, so that talker and receivers have to share a key
        MediaKey key = MediaKey.random(cipher, new SecureRandom());
        try (PeerLoop loop = PeerLoop.start(cipher, wakeful)) {
            List<LoopPeer> receivers = new ArrayList<>();
            for (int i = 0; i < RECEIVERS; i++) {
                Reception reception = new Reception(tally);
                receivers.add(loop.peer(listener(reception)));
            }
            try (ImpairedPath path = new ImpairedPath(
                    impairment, receivers.stream().map(CountingTest::loopback).toList())) {
                for (LoopPeer receiver : receivers) {
                    receiver.connect(path.address(), Map.of(), key, key).join();
                }
                LoopPeer talker = loop.peer(listener(new Reception(tally)));
                talker.offer(List.of(OfferedTrack.both(MID, MediaKind.AUDIO)));
                talker.connect(path.address(), Map.of(MID, 111), key, key).join();
                Source source = new Source(0, false, 160, talker.sending(MID).orElseThrow(), () -> RECEIVERS);
                tally.add(source);
                Load load = new Load("server", OptionalLong.empty(), List.of(source), tally, () -> {});
                return new Measured(load.measure(RATE, 1, WARM_UP, TIME), path);
            }
        }
    }

    private static InetSocketAddress loopback(LoopPeer peer) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), peer.localAddress().getPort());
    }

    private static LoopListener listener(Reception reception) {
        return reception::received;
    }
}
