package org.livechat.conformance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Datagrams of somebody who is no client, each one new.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8489">RFC 8489</a>, STUN
 */
enum Flood {
    /** A check that names an endpoint and does not prove that it may. */
    CHECK_WITHOUT_INTEGRITY("stun") {
        @Override
        ByteBuffer next(Random random, String ufrag) {
            return stun(random, attribute(USERNAME, username(ufrag)));
        }
    },
    CHECK_WITH_WRONG_INTEGRITY("stun") {
        @Override
        ByteBuffer next(Random random, String ufrag) {
            return stun(random, attribute(USERNAME, username(ufrag)), attribute(MESSAGE_INTEGRITY, bytes(random, 20)));
        }
    },
    CHECK_OF_NOBODY("stun") {
        @Override
        ByteBuffer next(Random random, String ufrag) {
            String other = Long.toString(random.nextLong(), Character.MAX_RADIX);
            return stun(random, attribute(USERNAME, username(other)), attribute(MESSAGE_INTEGRITY, bytes(random, 20)));
        }
    },
    CHECK_CUT_SHORT("malformed stun") {
        @Override
        ByteBuffer next(Random random, String ufrag) {
            ByteBuffer whole = stun(random, attribute(USERNAME, username(ufrag)));
            return whole.limit(21 + random.nextInt(whole.limit() - 21));
        }
    },
    /** RTP in the clear, or SRTP with a made-up tag: from an address that has proved nothing they are the same. */
    RTP_FROM_ELSEWHERE("unknown_source") {
        @Override
        ByteBuffer next(Random random, String ufrag) {
            return of(random, 0x80, 111, 172);
        }
    },
    RTCP_FROM_ELSEWHERE("unknown_source") {
        @Override
        ByteBuffer next(Random random, String ufrag) {
            return of(random, 0x81, 201, 60);
        }
    },
    HELLO_FROM_ELSEWHERE("dtls unknown_source") {
        @Override
        ByteBuffer next(Random random, String ufrag) {
            byte[] body = bytes(random, 64);
            return ByteBuffer.allocate(13 + body.length)
                    .put(new byte[] {22, (byte) 254, (byte) 253, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) body.length})
                    .put(body)
                    .flip();
        }
    },
    NOISE("unknown_kind malformed stun dtls unknown_source") {
        @Override
        ByteBuffer next(Random random, String ufrag) {
            return ByteBuffer.wrap(bytes(random, 1 + random.nextInt(1400)));
        }
    };

    private static final int USERNAME = 0x0006;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int MAGIC_COOKIE = 0x2112A442;

    private final String reasons;

    /** @param reasons of a drop, separated by blanks */
    Flood(String reasons) {
        this.reasons = reasons;
    }

    /** The next one, against an endpoint whose username fragment everybody in its channel's way has seen. */
    abstract ByteBuffer next(Random random, String ufrag);

    /** What the server may count it as. */
    boolean isCountedAs(String reason) {
        return Arrays.asList(reasons.split(" ")).contains(reason);
    }

    private static byte[] username(String ufrag) {
        return (ufrag + ":them").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] attribute(int type, byte[] value) {
        ByteBuffer attribute = ByteBuffer.allocate(4 + (value.length + 3) / 4 * 4);
        return attribute
                .putShort((short) type)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    private static ByteBuffer stun(Random random, byte[]... attributes) {
        int length = Arrays.stream(attributes)
                .mapToInt(attribute -> attribute.length)
                .sum();
        ByteBuffer request = ByteBuffer.allocate(20 + length)
                .putShort((short) 1)
                .putShort((short) length)
                .putInt(MAGIC_COOKIE)
                .put(bytes(random, 12));
        for (byte[] attribute : attributes) {
            request.put(attribute);
        }
        return request.flip();
    }

    private static ByteBuffer of(Random random, int first, int second, int length) {
        byte[] bytes = bytes(random, length);
        bytes[0] = (byte) first;
        bytes[1] = (byte) second;
        return ByteBuffer.wrap(bytes);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
