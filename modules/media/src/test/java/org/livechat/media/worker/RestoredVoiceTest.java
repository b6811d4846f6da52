package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.media.counter.MediaCounters.Count;
import org.livechat.media.worker.Studio.Person;
import org.livechat.media.worker.Studio.Rtp;
import org.livechat.rtc.rtp.GenericNack;
import org.livechat.rtc.rtp.RedPayload;

/** A talker that carries payloads more than once: listeners get each once, as a plain voice, and gaps are filled. */
class RestoredVoiceTest {
    private static final int VOICE = 0x1111;
    private static final int FRAME = 960;

    @AutoClose
    private final Studio studio = new Studio();

    private final Person ann = studio.enter("ann", studio.redundantOffer());
    private final Person ben = studio.enter("ben", studio.redundantOffer());

    @BeforeEach
    void open() {
        studio.floor(ann);
    }

    private static byte[] payload(int number) {
        byte[] payload = new byte[20 + number];
        Arrays.fill(payload, (byte) number);
        return payload;
    }

    private static byte[] red(int number, int older) {
        var bytes = new ByteArrayOutputStream();
        byte[] header = new byte[RedPayload.OLDER_HEADER_LENGTH];
        for (int before = older; before > 0; before--) {
            int length = payload(number - before).length;
            RedPayload.writeOlderHeader(header, 0, Studio.OPUS, before * FRAME, length);
            bytes.writeBytes(header);
        }
        bytes.write(Studio.OPUS);
        for (int before = older; before >= 0; before--) {
            bytes.writeBytes(payload(number - before));
        }
        return bytes.toByteArray();
    }

    private void send(int number, int older) {
        ann.send(VOICE, Studio.RED, 65_530 + number & 0xFFFF, FRAME * number, red(number, older));
    }

    private void sendPlain(int number) {
        ann.send(VOICE, Studio.OPUS, 65_530 + number & 0xFFFF, FRAME * number, payload(number));
    }

    private List<Rtp> heard() {
        studio.run(0);
        return ben.rtp();
    }

    private static void assertNumbers(List<Rtp> packets, int... numbers) {
        assertThat(packets).hasSize(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            Rtp packet = packets.get(i);
            assertThat(packet.payloadType()).isEqualTo(Studio.OPUS);
            assertThat(packet.payload()).isEqualTo(payload(numbers[i]));
            assertThat((packet.sequence() - packets.getFirst().sequence()) & 0xFFFF)
                    .isEqualTo((numbers[i] - numbers[0]) & 0xFFFF);
            assertThat(packet.timestamp() - packets.getFirst().timestamp())
                    .isEqualTo(FRAME * (numbers[i] - numbers[0]));
        }
    }

    @Test
    void listeners_get_a_plain_voice() {
        sendPlain(3);
        for (int i = 4; i < 12; i++) {
            send(i, 2);
        }
        assertNumbers(heard(), 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(studio.count(Count.PACKETS_RESTORED)).isZero();
    }

    @Test
    void who_has_not_negotiated_it_hears_all_of_a_talker_who_changes_to_it_and_back() {
        Person cleo = studio.enter("cleo", studio.offer());
        studio.floor(ann);
        sendPlain(3);
        sendPlain(4);
        send(5, 1);
        send(7, 1);
        sendPlain(8);
        send(9, 1);
        sendPlain(10);
        studio.run(0);
        assertNumbers(cleo.rtp(), 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void what_was_lost_goes_on_in_its_place_and_is_not_asked_for() {
        send(3, 2);
        send(4, 2);
        send(7, 2);
        send(9, 1);
        assertNumbers(heard(), 3, 4, 5, 6, 7, 8, 9);
        assertThat(studio.count(Count.PACKETS_RESTORED)).isEqualTo(3);
        studio.run(100);
        ann.rtcp(reader -> assertThat(GenericNack.isPresent(reader)).isFalse());
    }

    @Test
    void a_packet_that_comes_late_after_all_is_not_sent_twice() {
        send(3, 2);
        send(5, 2);
        sendPlain(4);
        send(6, 2);
        assertNumbers(heard(), 3, 4, 5, 6);
        assertThat(studio.count(Count.DROPPED_REPLAYED)).isEqualTo(1);
    }

    @Test
    void a_packet_that_was_sent_again_in_time_is_not_restored() {
        send(3, 2);
        send(6, 1);
        send(4, 1);
        send(7, 2);
        List<Rtp> packets = heard();
        assertThat(packets).hasSize(5);
        assertThat(packets.get(3).payload()).isEqualTo(payload(4));
        assertThat(studio.count(Count.DROPPED_REPLAYED)).isZero();
    }

    @Test
    void nothing_from_before_the_burst_is_heard() {
        send(9, 2);
        assertNumbers(heard(), 9);
        studio.floor(ben);
        studio.floor(ann);
        send(14, 2);
        // After the silence that ends a burst.
        assertNumbers(List.of(heard().getLast()), 14);
        assertThat(studio.count(Count.PACKETS_RESTORED)).isZero();
    }

    @Test
    void what_is_broken_is_dropped_and_counted_and_harms_nobody() {
        send(3, 2);
        byte[] whole = red(5, 2);
        int beforeOwn = whole.length - payload(5).length;
        for (int cut = 0; cut <= beforeOwn; cut++) {
            ann.send(VOICE, Studio.RED, 100 + cut, FRAME * 200, Arrays.copyOf(whole, cut));
        }
        byte[] otherType = whole.clone();
        otherType[2 * RedPayload.OLDER_HEADER_LENGTH] = Studio.VP8;
        ann.send(VOICE, Studio.RED, 99, FRAME * 200, otherType);
        send(6, 2);
        assertThat(heard()).hasSize(4);
        assertThat(studio.count(Count.DROPPED_MALFORMED)).isEqualTo(beforeOwn + 2);
    }

    @Test
    void random_bytes_do_no_harm() {
        var random = new Random(5);
        for (int i = 0; i < 5000; i++) {
            byte[] payload = new byte[random.nextInt(40)];
            random.nextBytes(payload);
            if (payload.length > 10 && random.nextBoolean()) {
                payload[0] = (byte) (0x80 | Studio.OPUS);
                payload[4] = Studio.OPUS;
            }
            ann.send(VOICE, Studio.RED, i & 0xFFFF, FRAME * i, payload);
        }
        studio.run(0);
        assertThat(studio.count(Count.DROPPED_MALFORMED)).isPositive();
        ben.rtp();
        ann.send(VOICE, Studio.OPUS, 5001, FRAME * 5001, payload(1));
        assertThat(heard()).isNotEmpty();
    }
}
