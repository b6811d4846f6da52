package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.media.counter.MediaCounters.Count;
import org.livechat.media.inbound.NtpTime;
import org.livechat.media.worker.Studio.Person;
import org.livechat.media.worker.Studio.Rtp;
import org.livechat.rtc.rtp.RedPayload;

/** A listener that loses packets of a voice gets each payload once more in the packets that follow, and nobody else does. */
class VoiceRedundancyTest {
    private static final int VOICE = 0x1111;
    private static final int FRAME = 960;
    private static final int SECOND = 50;

    @AutoClose
    private final Studio studio = new Studio();

    private final Person ann = studio.enter("ann", studio.redundantOffer());
    private final Person ben = studio.enter("ben", studio.redundantOffer());
    private final Person cat = studio.enter("cat", studio.redundantOffer());
    private int number = 65_500;
    private int timestamp = -100 * FRAME;
    private final List<Rtp> bens = new ArrayList<>();
    private final List<Rtp> cats = new ArrayList<>();

    @BeforeEach
    void open() {
        studio.floor(ann);
    }

    private static byte[] payload(int number) {
        byte[] payload = new byte[60 + number % 40];
        Arrays.fill(payload, (byte) number);
        return payload;
    }

    /** Sends so many voice packets, 20 ms apart; ben asks for those that he loses, by the count of packets. */
    private void send(int count, IntPredicate bensLosses) {
        for (int i = 0; i < count; i++) {
            ann.send(VOICE, Studio.OPUS, number & 0xFFFF, timestamp, payload(number & 0xFF));
            number++;
            timestamp += FRAME;
            studio.run(20);
            for (Rtp packet : ben.rtp()) {
                bens.add(packet);
                if (bensLosses.test(bens.size())) {
                    nack(packet);
                }
            }
            cats.addAll(cat.rtp());
        }
    }

    private void nack(Rtp packet) {
        ben.report(writer -> writer.receiverReport(9).genericNack(9, packet.ssrc(), packet.sequence(), 0));
    }

    /** Ben reports, and what the server has said to him before was on its way for so long, there and back. */
    private void answersAfter(long millis) {
        int said = NtpTime.compact(NtpTime.at(studio.now() - TimeUnit.MILLISECONDS.toNanos(millis)));
        ben.report(writer -> writer.receiverReport(9).reportBlock(1, 0, 0, 0, 0, said, 0));
        studio.run(1);
    }

    private void forget() {
        bens.clear();
        cats.clear();
    }

    private static boolean tenth(int count) {
        return count % 10 == 0;
    }

    private static boolean fourth(int count) {
        return count % 4 == 0;
    }

    private static boolean none(int count) {
        return count < 0;
    }

    /** The payloads that a packet carries, by their timestamp. */
    private static Map<Integer, byte[]> blocks(Rtp packet) {
        Map<Integer, byte[]> blocks = new TreeMap<>();
        if (packet.payloadType() == Studio.OPUS) {
            blocks.put(packet.timestamp(), packet.payload());
            return blocks;
        }
        assertThat(packet.payloadType()).isEqualTo(Studio.RED);
        var red = new RedPayload();
        assertThat(red.wrap(packet.payload(), 0, packet.payload().length)).isTrue();
        while (red.next()) {
            assertThat(red.payloadType()).isEqualTo(Studio.OPUS);
            blocks.put(
                    packet.timestamp() - red.timestampOffset(),
                    Arrays.copyOfRange(packet.payload(), red.offset(), red.offset() + red.length()));
        }
        return blocks;
    }

    @Test
    void who_loses_a_tenth_gets_each_payload_again_and_others_get_what_the_talker_sent() {
        send(5 * SECOND, VoiceRedundancyTest::tenth);
        forget();
        int first = number;
        send(SECOND, VoiceRedundancyTest::tenth);

        assertThat(bens).hasSize(SECOND).allMatch(packet -> packet.payloadType() == Studio.RED);
        assertThat(cats).hasSize(SECOND);
        for (int i = 0; i < SECOND; i++) {
            Rtp plain = cats.get(i);
            assertThat(plain.payloadType()).isEqualTo(Studio.OPUS);
            assertThat(plain.payload()).isEqualTo(payload((first + i) & 0xFF));
            Rtp red = bens.get(i);
            assertThat(blocks(red)).hasSize(3);
            assertThat(blocks(red).get(red.timestamp())).isEqualTo(plain.payload());
            if (i > 0) {
                assertThat(red.sequence()).isEqualTo((bens.get(i - 1).sequence() + 1) & 0xFFFF);
                assertThat(red.timestamp()).isEqualTo(bens.get(i - 1).timestamp() + FRAME);
            }
        }
        assertThat(studio.count(Count.PACKETS_REDUNDANT)).isPositive();
    }

    @Test
    void where_packets_stand_in_a_queue_nothing_is_sent_twice_until_it_has_drained() {
        send(5 * SECOND, VoiceRedundancyTest::fourth);
        answersAfter(40);
        answersAfter(400);
        forget();
        send(5 * SECOND, VoiceRedundancyTest::fourth);
        assertThat(bens).hasSize(5 * SECOND).allMatch(packet -> packet.payloadType() == Studio.OPUS);

        answersAfter(45);
        send(6 * SECOND, VoiceRedundancyTest::fourth);
        forget();
        send(SECOND, VoiceRedundancyTest::fourth);
        assertThat(bens).hasSize(SECOND).allMatch(packet -> packet.payloadType() == Studio.RED);
    }

    @Test
    void the_voice_goes_back_to_what_it_was_when_nothing_is_lost() {
        send(5 * SECOND, VoiceRedundancyTest::fourth);
        send(30 * SECOND, VoiceRedundancyTest::none);
        forget();
        send(SECOND, VoiceRedundancyTest::none);
        assertThat(bens).hasSize(SECOND).allMatch(packet -> packet.payloadType() == Studio.OPUS);
        for (int i = 0; i < SECOND; i++) {
            assertThat(bens.get(i).payload()).isEqualTo(cats.get(i).payload());
        }
    }

    @Test
    void of_every_pattern_of_twelve_only_three_in_a_row_are_lost() {
        send(2 * SECOND, VoiceRedundancyTest::fourth);
        forget();
        send(14, VoiceRedundancyTest::none);
        for (int mask = 0; mask < 1 << 12; mask++) {
            Map<Integer, byte[]> heard = new TreeMap<>();
            for (int i = 0; i < 14; i++) {
                if (i >= 12 || (mask >>> i & 1) != 0) {
                    heard.putAll(blocks(bens.get(i)));
                }
            }
            for (int i = 0; i < 12; i++) {
                boolean isRun = (mask >>> i & 1) == 0
                        && ((mask | 0x3000) >>> (i + 1) & 1) == 0
                        && ((mask | 0x3000) >>> (i + 2) & 1) == 0;
                byte[] payload = heard.get(bens.get(i).timestamp());
                assertThat(payload == null).isEqualTo(isRun);
                assertThat(payload == null || Arrays.equals(payload, cats.get(i).payload()))
                        .isTrue();
            }
        }
    }

    @Test
    void a_packet_that_carries_more_is_repeated_to_the_byte() {
        send(2 * SECOND, VoiceRedundancyTest::fourth);
        studio.run(0);
        int replays = ben.replays();
        forget();
        send(1, VoiceRedundancyTest::none);
        assertThat(bens.getFirst().payloadType()).isEqualTo(Studio.RED);
        nack(bens.getFirst());
        studio.run(0);
        assertThat(ben.replays()).isEqualTo(replays + 1);
        assertThat(ben.rtp()).isEmpty();
    }

    @Test
    void a_burst_carries_nothing_of_the_one_before() {
        send(2 * SECOND, VoiceRedundancyTest::fourth);
        studio.floor(cat);
        cat.send(0x2222, Studio.OPUS, 1, 1, payload(1));
        studio.run(20);
        ben.rtp();
        studio.floor(ann);
        // The silence that ended the burst in between.
        ben.rtp();
        forget();
        send(3, VoiceRedundancyTest::none);
        assertThat(bens.getFirst().payloadType()).isEqualTo(Studio.OPUS);
        assertThat(blocks(bens.get(1))).hasSize(2);
        assertThat(blocks(bens.get(2))).hasSize(3);
    }

    @Test
    void a_pause_within_a_burst_is_no_older_payload() {
        send(2 * SECOND, VoiceRedundancyTest::fourth);
        forget();
        timestamp += 20 * FRAME;
        send(2, VoiceRedundancyTest::none);
        assertThat(bens.getFirst().payloadType()).isEqualTo(Studio.OPUS);
        assertThat(blocks(bens.get(1))).hasSize(2);
    }

    @Test
    void what_the_talker_lost_makes_nobody_get_more() {
        for (int i = 0; i < 10 * SECOND; i++) {
            if (i % 4 == 0) {
                number++;
                timestamp += FRAME;
            }
            send(1, VoiceRedundancyTest::none);
            // As a receiver does: whatever number is missing, whoever has lost it.
            int before = (bens.getLast().sequence() - 1) & 0xFFFF;
            if (i % 4 == 0 && i > 0) {
                ben.report(writer ->
                        writer.receiverReport(9).genericNack(9, bens.getLast().ssrc(), before, 0));
            }
        }
        assertThat(bens).allMatch(packet -> packet.payloadType() == Studio.OPUS);
    }

    @Test
    void who_did_not_negotiate_it_gets_it_never() {
        Person dan = studio.enter("dan", studio.offer());
        studio.floor(ann);
        for (int i = 0; i < 4 * SECOND; i++) {
            send(1, VoiceRedundancyTest::none);
            for (Rtp packet : dan.rtp()) {
                assertThat(packet.payloadType()).isEqualTo(Studio.OPUS);
                dan.report(writer -> writer.receiverReport(9).genericNack(9, packet.ssrc(), packet.sequence(), 0));
            }
        }
        assertThat(studio.count(Count.PACKETS_REDUNDANT)).isZero();
    }
}
