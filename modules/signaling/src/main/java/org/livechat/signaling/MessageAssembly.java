package org.livechat.signaling;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.websocket.core.Frame;

/**
 * Puts the frames of one text message together. Grows with what has come, never by what a frame declares. Not
 * thread-safe.
 */
final class MessageAssembly {
    /** A message of the longest size takes some hundred reads; one of more frames than this is an attack. */
    private static final int MAX_FRAMES = 16_384;

    /** The message is longer than it may be, or in more pieces. */
    static final class TooBig extends Exception {
        private static final long serialVersionUID = 1L;

        TooBig(String message) {
            super(message, null, false, false);
        }
    }

    private ByteArrayOutputStream parts = new ByteArrayOutputStream(0);
    private int frames;

    /**
     * Adds a frame.
     *
     * @return the message, once its last frame has come
     */
    Optional<String> add(Frame frame, int limitBytes) throws TooBig, CharacterCodingException {
        ByteBuffer payload = frame.getPayload();
        int length = payload == null ? 0 : payload.remaining();
        frames++;
        if (parts.size() + length > limitBytes || frames > MAX_FRAMES) {
            throw new TooBig("a message may have " + limitBytes + " bytes in " + MAX_FRAMES + " frames");
        }
        byte[] bytes = new byte[length];
        if (payload != null) {
            payload.get(bytes);
        }
        if (frame.isFin() && frames == 1) {
            frames = 0;
            return Optional.of(decode(bytes));
        }
        parts.writeBytes(bytes);
        if (!frame.isFin()) {
            return Optional.empty();
        }
        byte[] whole = parts.toByteArray();
        parts = new ByteArrayOutputStream(0);
        frames = 0;
        return Optional.of(decode(whole));
    }

    private static String decode(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }
}
