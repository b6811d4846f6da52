package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OggPageTest {
    private final OggPage page = new OggPage();

    @Test
    void the_first_page_is_byte_for_byte_that_of_the_rfcs() {
        byte[] head = OpusHeaders.head(false);
        page.add(head, 0, head.length);
        // "OggS", version 0, begin, position 0, serial 1, page 0, checksum, one segment of 19; "OpusHead", version 1,
        // mono,
        // pre-skip 312, 48000, no gain, family 0.
        String before = "4f67675300020000000000000000" + "01000000" + "00000000";
        String behind = "01" + "13" + "4f70757348656164" + "01" + "01" + "3801" + "80bb0000" + "0000" + "00";
        byte[] whole = HexFormat.of().parseHex(before + "00000000" + behind);
        int checksum = bitByBit(whole);
        assertThat(hex(page.take(OggPage.BEGIN, 0, 1, 0)))
                .isEqualTo(before + "%08x".formatted(Integer.reverseBytes(checksum)) + behind);
    }

    @Test
    void lengths_are_laced_in_255s() {
        for (int length : new int[] {0, 1, 254, 255, 256, 510, 600}) {
            page.add(new byte[length], 0, length);
        }
        byte[] bytes = page.take(0, 7, 1, 2).array();
        assertThat(hex(ByteBuffer.wrap(bytes, OggPage.SEGMENTS_AT, 1 + 13)))
                .isEqualTo("0d" + "00" + "01" + "fe" + "ff00" + "ff01" + "ffff00" + "ffff5a");
        assertThat(bytes.length).isEqualTo(27 + 13 + 1 + 254 + 255 + 256 + 510 + 600);
    }

    @Test
    void a_page_takes_as_many_segments_as_there_may_be() {
        int packets = 0;
        for (; page.fits(300); packets++) {
            page.add(new byte[300], 0, 300);
        }
        assertThat(packets).isEqualTo(127);
        assertThat(page.fits(254)).isTrue();
        assertThat(page.fits(255)).isFalse();
    }

    @Test
    void pages_of_any_length_have_the_checksum_that_bits_by_themselves_have() {
        var random = new Random(7);
        for (int length = OggPage.HEADER; length < OggPage.HEADER + 40; length++) {
            byte[] whole = new byte[length];
            random.nextBytes(whole);
            byte[] withoutIt = whole.clone();
            Arrays.fill(withoutIt, OggPage.CHECKSUM_AT, OggPage.CHECKSUM_AT + 4, (byte) 0);
            for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
                assertThat(OggPage.checksum(ByteBuffer.wrap(whole).order(order)))
                        .isEqualTo(bitByBit(withoutIt));
            }
        }
    }

    @Test
    void the_longest_page_is_as_long_as_it_may_be_and_one_behind_it_is_short_again() {
        byte[] packet = new byte[OggPage.MOST_SEGMENTS * 255 - 1];
        new Random(8).nextBytes(packet);
        assertThat(page.fits(packet.length)).isTrue();
        page.add(packet, 0, packet.length);
        byte[] longest = page.take(0, 1, 1, 1).array();
        assertThat(longest).hasSize(OggPage.LONGEST - 1).endsWith(packet);

        page.add(packet, 0, 3);
        assertThat(page.take(0, 2, 1, 2).array()).hasSize(OggPage.HEADER + 1 + 3);
    }

    @Test
    void comments_are_read_as_they_were_written() {
        Map<String, String> comments = Map.of("USER", "ann=1 é 📻", "CHANNEL", "");
        assertThat(OpusHeaders.comments(ByteBuffer.wrap(OpusHeaders.tags(comments))))
                .isEqualTo(comments);
        assertThat(OpusHeaders.comments(ByteBuffer.wrap(new byte[40]))).isEmpty();
    }

    private static int bitByBit(byte[] bytes) {
        int rest = 0;
        for (byte octet : bytes) {
            for (int bit = 7; bit >= 0; bit--) {
                boolean one = (rest < 0) != (((octet >> bit) & 1) != 0);
                rest = one ? (rest << 1) ^ 0x04c11db7 : rest << 1;
            }
        }
        return rest;
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
