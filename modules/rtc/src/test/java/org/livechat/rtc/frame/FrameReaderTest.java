package org.livechat.rtc.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final int LONGEST = 2048;

    private final List<byte[]> received = new ArrayList<>();
    private final FrameReader reader = new FrameReader(
            LONGEST, (buffer, offset, length) -> received.add(Arrays.copyOfRange(buffer, offset, offset + length)));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 2049, 100_000})
    void packets_come_out_as_they_went_in_however_the_stream_is_cut(int piece) {
        var random = new Random(piece);
        var sent = new ArrayList<byte[]>();
        var stream = ByteBuffer.allocate(200_000);
        for (int length : new int[] {1, 2, 20, 2048, 255, 256, 257, 1200, 2047}) {
            byte[] packet = new byte[length];
            random.nextBytes(packet);
            sent.add(packet);
            FrameLength.write(stream, length);
            stream.put(packet);
        }
        byte[] bytes = Arrays.copyOf(stream.array(), stream.position());
        for (int at = 0; at < bytes.length; at += piece) {
            assertThat(reader.read(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at))))
                    .isTrue();
        }

        assertThat(received).hasSize(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            assertThat(received.get(i)).isEqualTo(sent.get(i));
        }
        assertThat(reader.isBetweenPackets()).isTrue();
    }

    @Test
    void a_packet_that_is_too_long_ends_the_stream() {
        assertThat(reader.read(bytes(0, 1, 9, 8, 1, 0, 1, 9))).isFalse();
        assertThat(reader.read(bytes(0, 1, 9))).isFalse();
        assertThat(received).containsExactly(new byte[] {9});
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void packets_without_a_byte_are_packets_too(int piece) {
        byte[] stream = {0, 0, 0, 0, 0, 1, 7, 0, 0};
        for (int at = 0; at < stream.length; at += piece) {
            int length = Math.min(piece, stream.length - at);
            assertThat(reader.read(ByteBuffer.wrap(stream, at, length))).isTrue();
        }
        assertThat(received).containsExactly(new byte[0], new byte[0], new byte[] {7}, new byte[0]);
        assertThat(reader.isBetweenPackets()).isTrue();
    }

    @Test
    void packets_that_are_cut_share_a_buffer_which_grows_to_the_longest() {
        List<byte[]> buffers = new ArrayList<>();
        var cut = new FrameReader(LONGEST, (buffer, offset, length) -> buffers.add(buffer));
        for (int length : new int[] {100, 2048, 100, 2048, 1200}) {
            var frame = ByteBuffer.allocate(FrameLength.BYTES + length);
            FrameLength.write(frame, length);
            assertThat(cut.read(ByteBuffer.wrap(frame.array(), 0, 10))).isTrue();
            assertThat(cut.read(ByteBuffer.wrap(frame.array(), 10, frame.capacity() - 10)))
                    .isTrue();
        }
        assertThat(buffers).hasSize(5);
        assertThat(buffers.get(1)).hasSize(LONGEST);
        assertThat(buffers.subList(2, 5))
                .allSatisfy(buffer -> assertThat(buffer).isSameAs(buffers.get(1)));
    }

    @Test
    void half_a_packet_is_none() {
        assertThat(reader.read(bytes(0, 3, 1, 2))).isTrue();
        assertThat(received).isEmpty();
        assertThat(reader.isBetweenPackets()).isFalse();
    }

    @Test
    void a_length_that_takes_more_than_16_bits_is_refused() {
        assertThatThrownBy(() -> FrameLength.write(ByteBuffer.allocate(2), 65_536))
                .hasMessage("a packet of a stream has 0 to 65535 bytes, not 65536");
    }

    private static ByteBuffer bytes(int... values) {
        var buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }
}
