package org.livechat.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our AES-GCM against the platform's. */
class GcmCipherTest {
    private static final int LONGEST = 4000;
    private static final int LONGEST_ASSOCIATED = 70;

    private final Random random = new Random(25);
    private final byte[] key = bytes(16);
    private final byte[] salt = bytes(12);
    private final SrtpWorkspace workspace = new SrtpWorkspace();
    private final GcmCipher ours = new KeyedGcm(key, salt, workspace);
    private final GcmCipher theirs = new PlatformGcm(key, salt);

    @Test
    void this_jvm_was_started_so_that_ghash_can_be_had() {
        assertThat(Ghash.isAvailable())
                .as("this JVM has %s", SrtpProfile.GHASH_OPTION)
                .isTrue();
        assertThat(GcmCipher.of(key, salt, workspace)).isInstanceOf(KeyedGcm.class);
        assertThat(SrtpProfile.AEAD_AES_128_GCM.isKeyedOnce()).isTrue();
    }

    @Test
    void packets_of_every_length_are_the_platforms() {
        for (var length = 0; length < LONGEST; length += length < 200 ? 1 : random.nextInt(40)) {
            var ssrc = random.nextInt();
            var index = random.nextLong(1L << 48);
            var header = random.nextInt(LONGEST_ASSOCIATED);
            var clear = bytes(header + length + GcmCipher.TAG_LENGTH + 3);

            var sealed = clear.clone();
            var expected = clear.clone();
            ours.encrypt(ssrc, index, sealed, 0, header, sealed, header, length);
            theirs.encrypt(ssrc, index, expected, 0, header, expected, header, length);
            assertThat(sealed).as("%d bytes behind %d", length, header).isEqualTo(expected);

            var whole = length + GcmCipher.TAG_LENGTH;
            var opened = sealed.clone();
            assertThat(ours.decrypt(ssrc, index, opened, 0, header, opened, header, whole))
                    .isTrue();
            assertThat(Arrays.copyOf(opened, header + length)).isEqualTo(Arrays.copyOf(clear, header + length));
            assertThat(theirs.decrypt(ssrc, index, sealed, 0, header, sealed, header, whole))
                    .isTrue();
        }
    }

    @Test
    void what_was_changed_anywhere_is_refused_and_stays_as_it_was() {
        var header = 12;
        var length = 45;
        var whole = length + GcmCipher.TAG_LENGTH;
        var packet = bytes(header + whole);
        ours.encrypt(7, 9, packet, 0, header, packet, header, length);
        for (var bit = 0; bit < packet.length * Byte.SIZE; bit++) {
            var forged = packet.clone();
            forged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            var before = forged.clone();

            assertThat(ours.decrypt(7, 9, forged, 0, header, forged, header, whole))
                    .as("bit %d", bit)
                    .isFalse();
            assertThat(forged).isEqualTo(before);
        }
        assertThat(ours.decrypt(8, 9, packet, 0, header, packet, header, whole)).isFalse();
        assertThat(ours.decrypt(7, 10, packet, 0, header, packet, header, whole))
                .isFalse();
        assertThat(ours.decrypt(7, 9 + (1L << 32), packet, 0, header, packet, header, whole))
                .isFalse();
        assertThat(ours.decrypt(7, 9, packet, 0, header, packet, header, GcmCipher.TAG_LENGTH - 1))
                .isFalse();
        assertThat(ours.decrypt(7, 9, packet, 0, header, packet, header, whole)).isTrue();
    }

    @Test
    void a_packet_can_be_sent_again() {
        for (var cipher : new GcmCipher[] {ours, theirs}) {
            var clear = bytes(12 + 30 + GcmCipher.TAG_LENGTH);
            var first = clear.clone();
            var second = clear.clone();
            cipher.encrypt(7, 9, first, 0, 12, first, 12, 30);
            cipher.encrypt(7, 9, second, 0, 12, second, 12, 30);
            assertThat(second).isEqualTo(first);
        }
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
