package org.livechat.media.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.picture.RelayPicture;

@Timeout(60)
class InboxTest {
    private static final PeerAddress FROM = PeerAddress.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
    private static final int WRITERS = 3;
    private static final int EACH = 50_000;

    private final Inbox inbox = new Inbox();

    @Test
    void a_datagram_is_copied() {
        byte[] bytes = {9, 1, 2, 3};
        assertThat(inbox.offer(bytes, 1, 3, FROM)).isTrue();
        bytes[1] = 7;

        assertThat(inbox.hasNext()).isTrue();
        HandedPacket handed = inbox.next();
        assertThat(handed.from()).isEqualTo(FROM);
        assertThat(handed.length()).isEqualTo(3);
        assertThat(handed.buffer()).startsWith(1, 2, 3);
        assertThat(inbox.hasNext()).isFalse();
    }

    @Test
    void a_full_inbox_refuses_until_places_are_given_back() {
        byte[] bytes = {1};
        int taken = 0;
        while (inbox.offer(bytes, 0, 1, FROM)) {
            taken++;
        }
        assertThat(taken).isEqualTo(512);
        inbox.next();
        assertThat(inbox.offer(bytes, 0, 1, FROM)).isFalse();
        inbox.release();
        assertThat(inbox.offer(bytes, 0, 1, FROM)).isTrue();
        assertThat(inbox.offer(bytes, 0, 1, FROM)).isFalse();
    }

    /** Who floods over TCP has no packets of others dropped. */
    @Test
    void what_came_over_tcp_has_half_of_the_places() {
        byte[] bytes = {1};
        PeerAddress stream = FROM.onStream(1);
        int taken = 0;
        while (inbox.offer(bytes, 0, 1, stream)) {
            taken++;
        }
        assertThat(taken).isEqualTo(256);
        assertThat(inbox.offer(bytes, 0, 1, FROM)).isTrue();
        assertThat(inbox.offer(new InboundPacket(), RelayPicture.SILENCE)).isTrue();

        inbox.next();
        inbox.release();
        assertThat(inbox.offer(bytes, 0, 1, stream)).isTrue();
        assertThat(inbox.offer(bytes, 0, 1, stream)).isFalse();
    }

    /** Who asks before it reads loses nothing of what it has read. */
    @Test
    void there_is_room_for_what_is_read_of_a_stream_as_long_as_half_of_its_places_are_free() {
        byte[] bytes = {1};
        PeerAddress stream = FROM.onStream(1);
        int taken = 0;
        while (inbox.hasRoomForRead()) {
            assertThat(inbox.offer(bytes, 0, 1, stream)).isTrue();
            taken++;
        }
        assertThat(taken).isEqualTo(129);
        inbox.next();
        assertThat(inbox.hasRoomForRead()).isFalse();
        inbox.release();
        assertThat(inbox.hasRoomForRead()).isTrue();
    }

    @Test
    void there_is_no_room_for_what_is_read_of_a_stream_where_all_else_has_taken_it() {
        byte[] bytes = {1};
        int taken = 0;
        while (inbox.hasRoomForRead()) {
            assertThat(inbox.offer(bytes, 0, 1, FROM)).isTrue();
            taken++;
        }
        assertThat(taken).isEqualTo(512 - 127);
        inbox.next();
        inbox.release();
        assertThat(inbox.hasRoomForRead()).isTrue();
    }

    /** A place that nothing is put into for long would keep a client that has gone. */
    @Test
    void a_place_that_is_given_back_keeps_nobody_who_has_gone() {
        var picture = new RelayPicture(Map.of(), Map.of(), true, 1, Map.of());
        assertThat(inbox.offer(new InboundPacket(), picture)).isTrue();
        assertThat(inbox.offer(new byte[1], 0, 1, FROM)).isTrue();
        HandedPacket packet = inbox.next();
        HandedPacket datagram = inbox.next();
        assertThat(packet.picture()).isSameAs(picture);

        inbox.release();
        assertThat(packet.picture()).isSameAs(RelayPicture.SILENCE);
        assertThat(datagram.from()).isNull();
    }

    @Test
    void what_many_writers_put_in_comes_out_once_and_in_each_ones_order() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            writers.add(Thread.ofPlatform().start(() -> write(number)));
        }
        int[] next = new int[WRITERS];
        for (int received = 0; received < WRITERS * EACH; ) {
            if (!inbox.hasNext()) {
                inbox.release();
                Thread.onSpinWait();
                continue;
            }
            byte[] bytes = inbox.next().buffer();
            int value = (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF);
            assertThat(value).isEqualTo(next[bytes[0]]++);
            received++;
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(inbox.hasNext()).isFalse();
        assertThat(next).containsOnly(EACH);
    }

    private void write(int writer) {
        for (int i = 0; i < EACH; i++) {
            byte[] bytes = {(byte) writer, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
            while (!inbox.offer(bytes, 0, bytes.length, FROM)) {
                Thread.onSpinWait();
            }
        }
    }
}
