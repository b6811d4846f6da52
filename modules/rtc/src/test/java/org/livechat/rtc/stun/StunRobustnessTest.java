package org.livechat.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.livechat.rtc.bytes.BigEndian;

class StunRobustnessTest {
    private static final int INPUTS = 200_000;
    private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.1", 1);

    private final IceCredentials server = IceCredentials.random(new Random(1));
    private final IceLite lite = new IceLite(server);
    private final IceClient client = new IceClient(IceCredentials.random(new Random(2)), server, 1);
    private final byte[] response = new byte[StunMessage.LONGEST];
    private final byte[] buffer = new byte[256];
    private final Random random = new Random(99);

    @Test
    void arbitrary_bytes_never_throw_and_are_never_answered() {
        for (int i = 0; i < INPUTS; i++) {
            random.nextBytes(buffer);
            int length = random.nextInt(160);
            int offset = random.nextInt(buffer.length - length);
            if (i % 4 != 0 && length >= 20) {
                length -= length % 4;
                BigEndian.write16(buffer, offset, random.nextBoolean() ? 0x0001 : 0x0101);
                BigEndian.write16(buffer, offset + 2, length - 20);
                BigEndian.write32(buffer, offset + 4, 0x2112a442);
            }
            shortenAttributes(offset, length);
            assertUnanswered(offset, length);
        }
    }

    @Test
    void broken_copies_of_a_sound_check_never_throw_and_are_never_answered() {
        for (int i = 0; i < INPUTS; i++) {
            int length = client.writeCheck(buffer, 0, TransactionId.random(random), 1, true);
            int changes = 1 + random.nextInt(4);
            for (int change = 0; change < changes; change++) {
                buffer[random.nextInt(length)] ^= (byte) (1 + random.nextInt(255));
            }
            // Changes can cancel out, but then the message is the sound one.
            if (IceLite.receiverUfrag(buffer, 0, length).isEmpty()) {
                assertUnanswered(0, length);
            } else {
                readEverything(0, length);
            }
            assertUnanswered(0, random.nextInt(length));
        }
    }

    /** Makes attributes short often enough that the parser gets beyond the first. */
    private void shortenAttributes(int offset, int length) {
        for (int position = offset + 20; position + 4 <= offset + length; position += 8) {
            BigEndian.write16(buffer, position, random.nextInt(0x30));
            BigEndian.write16(buffer, position + 2, random.nextInt(6));
        }
    }

    private void assertUnanswered(int offset, int length) {
        assertThat(lite.answer(buffer, offset, length, FROM, response)).isInstanceOf(IceCheck.Dropped.class);
        assertThat(client.verify(buffer, offset, length)).isEmpty();
        readEverything(offset, length);
    }

    private void readEverything(int offset, int length) {
        StunMessage.parse(buffer, offset, length).ifPresent(message -> {
            assertThat(message.toString()).isNotEmpty();
            assertThat(message.unknownRequiredAttributes()).hasSizeLessThan(StunMessage.LONGEST);
            assertThat(message.mappedAddress()).isNotNull();
            assertThat(message.errorCode()).isNotNull();
            assertThat(message.priority()).isNotNull();
            assertThat(message.senderUfrag()).isNotNull();
        });
    }
}
