package org.livechat.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The two packets that an Ogg Opus stream begins with (RFC 7845 5). */
final class OpusHeaders {
    /** What an encoder is ahead by, 6.5 ms: that much at the beginning is not played. */
    static final int PRE_SKIP = 312;

    private static final int HEAD_BYTES = 19;
    private static final String VENDOR = "livechat";
    private static final int LONGEST_COMMENT = 64 * 1024;

    private OpusHeaders() {}

    /** The identification header, 5.1. */
    static byte[] head(boolean stereo) {
        byte[] bytes = new byte[HEAD_BYTES];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(UTF_8))
                .put((byte) 1)
                .put((byte) (stereo ? 2 : 1))
                .putShort((short) PRE_SKIP)
                .putInt(OpusPacket.RATE)
                .putShort((short) 0)
                .put((byte) 0);
        return bytes;
    }

    /** The comment header, 5.2. */
    static byte[] tags(Map<String, String> comments) {
        byte[] vendor = VENDOR.getBytes(UTF_8);
        var lines = comments.entrySet().stream()
                .map(comment -> (comment.getKey() + "=" + comment.getValue()).getBytes(UTF_8))
                .toList();
        int length = 8
                + 4
                + vendor.length
                + 4
                + lines.stream().mapToInt(line -> 4 + line.length).sum();
        byte[] bytes = new byte[length];
        ByteBuffer tags = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        tags.put("OpusTags".getBytes(UTF_8)).putInt(vendor.length).put(vendor).putInt(lines.size());
        lines.forEach(line -> tags.putInt(line.length).put(line));
        return bytes;
    }

    /** The comments of such a header; none where it is none. */
    static Map<String, String> comments(ByteBuffer packet) {
        Map<String, String> comments = new LinkedHashMap<>();
        ByteBuffer tags = packet.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (tags.remaining() < 16 || !text(tags, 8).equals("OpusTags")) {
            return comments;
        }
        text(tags, tags.getInt());
        for (int left = tags.getInt(); left > 0 && tags.remaining() >= 4; left--) {
            String[] comment = text(tags, tags.getInt()).split("=", 2);
            if (comment.length == 2) {
                comments.put(comment[0], comment[1]);
            }
        }
        return comments;
    }

    private static String text(ByteBuffer from, int length) {
        byte[] bytes = new byte[Math.clamp(length, 0, Math.min(from.remaining(), LONGEST_COMMENT))];
        from.get(bytes);
        return new String(bytes, UTF_8);
    }
}
