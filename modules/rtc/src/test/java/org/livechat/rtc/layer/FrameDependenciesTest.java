package org.livechat.rtc.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.api.media.PictureLayer.NONE;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.livechat.api.media.PictureLayer;
import org.livechat.rtc.layer.DescriptorWriter.Template;

class FrameDependenciesTest {
    /** Three frame rates: T0 T2 T1 T2. */
    private static final List<Template> L1T3 = List.of(
            new Template(0, 0, "SSS", List.of()),
            new Template(0, 0, "SSS", List.of(4)),
            new Template(0, 1, "-DS", List.of(2)),
            new Template(0, 2, "--D", List.of(1)));

    /** Two sizes, of which the upper one needs the lower one's frame of every picture, and two frame rates. */
    private static final List<Template> L2T2 = List.of(
            new Template(0, 0, "SSSS", List.of()),
            new Template(0, 0, "SSRR", List.of(4)),
            new Template(0, 1, "-D-R", List.of(2)),
            new Template(1, 0, "--SS", List.of(1)),
            new Template(1, 1, "---D", List.of(2, 1)));

    private final FrameDependencies dependencies = new FrameDependencies();

    private int read(DescriptorWriter descriptor) {
        return read(descriptor.bytes());
    }

    private int read(byte[] descriptor) {
        byte[] packet = new byte[descriptor.length + 7];
        Arrays.fill(packet, (byte) 0xFF);
        System.arraycopy(descriptor, 0, packet, 5, descriptor.length);
        return dependencies.read(packet, 5, descriptor.length);
    }

    private int announce(int firstId, List<Template> templates, Integer... heights) {
        return read(DescriptorWriter.frame(true, false, firstId, 0)
                .extended(true, false, false)
                .structure(firstId, templates, List.of(heights)));
    }

    private int frame(int templateId) {
        return read(DescriptorWriter.frame(true, false, templateId, 7));
    }

    @Test
    void frame_rates_are_told_by_the_announced_kinds_of_frames() {
        assertThat(announce(5, L1T3)).isEqualTo(PictureLayer.withSwitchingUpPoint(PictureLayer.of(0, 0)));
        assertThat(frame(6)).isEqualTo(PictureLayer.withSwitchingUpPoint(PictureLayer.of(0, 0)));
        assertThat(frame(7)).isEqualTo(PictureLayer.withSwitchingUpPoint(PictureLayer.of(0, 1)));
        assertThat(frame(8)).isEqualTo(PictureLayer.of(0, 2));
    }

    /** What Chromium 156 sends with the first packet of AV1 in the mode L1T3, 320 x 240: too long for the one-byte form. */
    @Test
    void what_a_browser_announces_is_read() {
        byte[] announcement = HexFormat.of().parseHex("c00003800214eaa860414d1410208427013f00ef");
        int first = read(announcement);

        assertThat(announcement).hasSizeGreaterThan(16);
        assertThat(PictureLayer.isEndOfFrame(first)).isTrue();
        assertThat(PictureLayer.temporal(first)).isZero();
        assertThat(dependencies.height(0)).isEqualTo(240);
        assertThat(IntStream.of(0xC3, 0xC2, 0xC4, 0xC1).map(id -> read(new byte[] {(byte) id, 0, 4})))
                .containsExactly(
                        PictureLayer.withEndOfFrame(PictureLayer.of(0, 2)),
                        PictureLayer.withEndOfFrame(PictureLayer.withSwitchingUpPoint(PictureLayer.of(0, 1))),
                        PictureLayer.withEndOfFrame(PictureLayer.of(0, 2)),
                        PictureLayer.withEndOfFrame(PictureLayer.withSwitchingUpPoint(PictureLayer.of(0, 0))));
    }

    @Test
    void sizes_are_told_with_their_heights() {
        announce(0, L2T2, 180, 360);
        assertThat(frame(1)).isEqualTo(PictureLayer.withSwitchingUpPoint(PictureLayer.of(0, 0)));
        assertThat(frame(2)).isEqualTo(PictureLayer.of(0, 1));
        assertThat(frame(3)).isEqualTo(PictureLayer.withSwitchingUpPoint(PictureLayer.of(1, 0)));
        assertThat(frame(4)).isEqualTo(PictureLayer.of(1, 1));
        assertThat(dependencies.height(0)).isEqualTo(180);
        assertThat(dependencies.height(1)).isEqualTo(360);
        assertThat(dependencies.height(2)).isZero();
        assertThat(dependencies.height(7)).isZero();
    }

    @Test
    void heights_that_are_not_told_are_not_those_told_before() {
        announce(0, L2T2, 180, 360);
        announce(0, L2T2);
        assertThat(dependencies.height(0)).isZero();
        assertThat(dependencies.height(1)).isZero();
    }

    @Test
    void the_numbers_of_kinds_go_round_at_64() {
        announce(62, L1T3);
        assertThat(PictureLayer.temporal(frame(0))).isEqualTo(1);
        assertThat(PictureLayer.temporal(frame(1))).isEqualTo(2);
        assertThat(frame(2)).isEqualTo(NONE);
        assertThat(frame(61)).isEqualTo(NONE);
    }

    @Test
    void nothing_is_known_of_frames_whose_kinds_were_not_announced() {
        assertThat(frame(0)).isEqualTo(NONE);
        announce(0, L1T3);
        assertThat(frame(4)).isEqualTo(NONE);
        announce(10, L2T2);
        assertThat(frame(0)).isEqualTo(NONE);
    }

    @Test
    void the_last_packet_of_a_frame_says_so() {
        announce(0, L1T3);
        int last = read(DescriptorWriter.frame(false, true, 3, 7));
        assertThat(PictureLayer.isEndOfFrame(last)).isTrue();
        assertThat(PictureLayer.temporal(last)).isEqualTo(2);
        assertThat(PictureLayer.isEndOfFrame(frame(3))).isFalse();
    }

    @Test
    void a_frame_may_say_on_its_own_that_more_cannot_be_taken_up_behind_it() {
        announce(0, L1T3);
        var own = DescriptorWriter.frame(true, false, 1, 4).extended(false, false, true);
        assertThat(read(own.indications("SSR"))).isEqualTo(PictureLayer.of(0, 0));
        assertThat(frame(1)).isEqualTo(PictureLayer.withSwitchingUpPoint(PictureLayer.of(0, 0)));
        var masked = DescriptorWriter.frame(true, false, 3, 4)
                .extended(false, true, true)
                .put(3, 0b011);
        assertThat(read(masked.indications("--S"))).isEqualTo(PictureLayer.of(0, 2));
    }

    @Test
    void what_is_cut_short_says_nothing_and_announces_nothing() {
        byte[] whole = DescriptorWriter.frame(true, false, 0, 0)
                .extended(true, false, false)
                .structure(0, L2T2, List.of(180, 360))
                .bytes();
        for (int length = 0; length < whole.length; length++) {
            announce(0, L1T3);
            int layer = read(Arrays.copyOf(whole, length));
            // Three bytes are a whole descriptor of a frame of a kind that was announced before.
            assertThat(layer == NONE || length == 3).isTrue();
            if (length > 3) {
                assertThat(frame(0)).isEqualTo(NONE);
            }
        }
    }

    @Test
    void more_kinds_or_higher_layers_than_there_can_be_announce_nothing() {
        for (int next = 0; next < 3; next++) {
            var hostile = DescriptorWriter.frame(true, false, 0, 0)
                    .extended(true, false, false)
                    .put(6, 0)
                    .put(5, 31);
            for (int i = 0; i < 900; i++) {
                hostile.put(2, next);
            }
            assertThat(read(hostile)).isEqualTo(NONE);
            assertThat(frame(0)).isEqualTo(NONE);
        }
    }

    @Test
    void any_bytes_are_taken() {
        var random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 3 && random.nextBoolean()) {
                bytes[3] |= (byte) 0x80;
            }
            int layer = read(bytes);
            assertThat(PictureLayer.spatial(layer)).isBetween(0, 3);
            assertThat(dependencies.height(random.nextInt(8))).isBetween(0, 65_536);
        }
    }
}
