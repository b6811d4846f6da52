package org.livechat.signaling;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.websocket.core.Frame;

/**
 * Puts the frames of one text message together. Grows with what has come, never by what a frame declares. Frames come one at a time;
 * any thread may let go of it.
 */
final class MessageAssembly implements UnfinishedMessages.Part {
    /** A message of the longest size takes some hundred reads; one of more frames than this is an attack. */
    private static final int MAX_FRAMES = 16_384;

    private static final byte[] NOTHING = {};

    /** The message is longer than it may be, or in more pieces. */
    static final class TooBig extends Exception {
        private static final long serialVersionUID = 1L;

        TooBig(String message) {
            super(message, null, false, false);
        }
    }

    private final UnfinishedMessages all;
    private final Runnable onCut;
    private byte[] parts = NOTHING;
    private int length;
    private int frames;
    private boolean ended;

    /** What is held of it, for whoever looks for the fullest. */
    private volatile int held;

    /**
     * @param all what is held of the messages of all clients
     * @param onCut called when this one is cut, on any thread; must not block
     */
    MessageAssembly(UnfinishedMessages all, Runnable onCut) {
        this.all = all;
        this.onCut = onCut;
    }

    /**
     * Adds a frame.
     *
     * @return the message, once its last frame has come
     */
    Optional<String> add(Frame frame, int limitBytes) throws TooBig, CharacterCodingException {
        Optional<byte[]> whole = take(frame, limitBytes);
        // Behind the lock: another connection's may be taken.
        all.bound();
        return whole.isPresent() ? Optional.of(decode(whole.get())) : Optional.empty();
    }

    private synchronized Optional<byte[]> take(Frame frame, int limitBytes) throws TooBig {
        ByteBuffer payload = frame.getPayload();
        int more = payload == null ? 0 : payload.remaining();
        frames++;
        if (length + more > limitBytes || frames > MAX_FRAMES) {
            throw new TooBig("a message may have " + limitBytes + " bytes in " + MAX_FRAMES + " frames");
        }
        if (ended) {
            return Optional.empty();
        }
        if (frame.isFin() && frames == 1) {
            frames = 0;
            byte[] whole = new byte[more];
            get(payload, whole, 0);
            return Optional.of(whole);
        }
        makeRoom(length + more, limitBytes);
        get(payload, parts, length);
        length += more;
        if (!frame.isFin()) {
            return Optional.empty();
        }
        byte[] whole = length == parts.length ? parts : Arrays.copyOf(parts, length);
        forget();
        return Optional.of(whole);
    }

    private static void get(ByteBuffer payload, byte[] target, int offset) {
        if (payload != null) {
            payload.get(target, offset, payload.remaining());
        }
    }

    // Doubles, so that what is copied is in proportion to what comes.
    private void makeRoom(int needed, int limitBytes) {
        if (needed > parts.length) {
            parts = Arrays.copyOf(parts, Math.max(needed, Math.min(limitBytes, 2 * parts.length)));
            hold(parts.length);
        }
    }

    private void forget() {
        parts = NOTHING;
        length = 0;
        frames = 0;
        hold(0);
    }

    private void hold(int bytes) {
        int before = held;
        if (bytes != before) {
            held = bytes;
            all.grew(this, bytes - before);
        }
    }

    /** Lets go of what has come; nothing more is put together. */
    synchronized void end() {
        ended = true;
        forget();
    }

    @Override
    public int bytes() {
        return held;
    }

    @Override
    public void cut() {
        end();
        onCut.run();
    }

    private static String decode(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }
}
