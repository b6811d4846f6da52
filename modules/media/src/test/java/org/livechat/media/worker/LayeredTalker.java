package org.livechat.media.worker;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.livechat.media.worker.Studio.Person;
import org.livechat.rtc.rtp.GenericNack;
import org.livechat.rtc.rtp.PictureLoss;

/**
 * Somebody whose picture comes as VP8 in three temporal layers, 25 frames a second, in one size or several. Every second period of
 * four frames its upper layers are in sync; in the others they need frames of the period before. What is lost on the way is sent
 * again when the server asks for it.
 */
final class LayeredTalker {
    static final int TICKS_A_FRAME = 3600;

    private static final int[] PATTERN = {0, 2, 1, 2};
    private static final int DESCRIPTOR_BYTES = 6;
    private static final int NUMBERS_AT = DESCRIPTOR_BYTES + 10;

    /**
     * One size.
     *
     * @param id that packets say; empty if there is but one
     * @param height in pixels
     * @param packets of a frame
     * @param bytes of a packet
     */
    record Size(String id, int height, int packets, int bytes) {}

    /**
     * A frame as it was sent.
     *
     * @param needs those of its size that it is predicted from
     */
    record Frame(int index, int temporal, boolean keyframe, Set<Integer> needs) {}

    // Its bytes are the test's own.
    @SuppressWarnings("ArrayRecordComponent")
    private record Lost(int size, int sequence, int timestamp, boolean marker, byte[] payload) {}

    private final Person person;
    private final int ssrc;
    private final List<Size> sizes;
    private final Random random;
    private final Map<Integer, Lost> lost = new HashMap<>();
    private final Map<Integer, Frame> frames = new HashMap<>();
    private final int[] sequences;
    private final int[] places;
    private final boolean[] keyframeWanted;
    private final int[][] latest;
    private final int[] baseIndexes;
    private double loss;
    private int again;
    private int index;

    LayeredTalker(Person person, int ssrc, List<Size> sizes, Random random) {
        this.person = person;
        this.ssrc = ssrc;
        this.sizes = sizes;
        this.random = random;
        sequences = new int[sizes.size()];
        places = new int[sizes.size()];
        keyframeWanted = new boolean[sizes.size()];
        latest = new int[sizes.size()][3];
        baseIndexes = new int[sizes.size()];
        for (int i = 0; i < sizes.size(); i++) {
            keyframeWanted[i] = true;
            sequences[i] = 65_000 - 1000 * i;
        }
    }

    Person person() {
        return person;
    }

    /** Has packets lost on the way from it from now on, a share of all. */
    void loses(double share) {
        loss = share;
    }

    /** What was sent as this frame of a size. */
    Frame frame(int size, int frame) {
        return frames.get(key(size, frame));
    }

    /** How many frames were sent. */
    int count() {
        return index;
    }

    /** Sends the next frame in all sizes. */
    void frame() {
        for (int size = 0; size < sizes.size(); size++) {
            Frame frame = next(size);
            frames.put(key(size, index), frame);
            send(size, frame);
        }
        index++;
    }

    private static int key(int size, int frame) {
        return size << 24 | frame;
    }

    private Frame next(int size) {
        boolean keyframe = keyframeWanted[size];
        keyframeWanted[size] = false;
        places[size] = keyframe ? 0 : places[size] + 1;
        int temporal = PATTERN[places[size] % PATTERN.length];
        Set<Integer> needs = new HashSet<>();
        if (!keyframe) {
            needs.add(latest[size][0]);
            boolean isSecondOfThree = places[size] % PATTERN.length == 3;
            if (isSecondOfThree) {
                needs.add(latest[size][1]);
            } else if (temporal > 0 && !isSyncPeriod(size)) {
                needs.add(latest[size][temporal]);
            }
        }
        if (temporal == 0) {
            baseIndexes[size]++;
        }
        if (keyframe) {
            latest[size] = new int[] {index, index, index};
        }
        latest[size][temporal] = index;
        return new Frame(index, temporal, keyframe, needs);
    }

    private boolean isSyncPeriod(int size) {
        return places[size] / PATTERN.length % 2 == 0;
    }

    private void send(int size, Frame frame) {
        int packets = sizes.get(size).packets();
        for (int i = 0; i < packets; i++) {
            int sequence = sequences[size]++ & 0xFFFF;
            int timestamp = TICKS_A_FRAME * index + 77_000_000 * size;
            byte[] payload = payload(size, frame, i, packets);
            boolean marker = i == packets - 1;
            if (random.nextDouble() < loss) {
                lost.put(size << 16 | sequence, new Lost(size, sequence, timestamp, marker, payload));
            } else {
                byte[] extensions = extensions(5, size);
                person.send(ssrc + size, Studio.VP8, sequence, timestamp, marker, extensions, payload);
            }
        }
    }

    // RFC 7741 4.2: X, S; I, L, T; a long picture id, TL0PICIDX, TID and Y. The header is behind that (RFC 6386 9.1),
    // and then what this
    // test wants to know.
    private byte[] payload(int size, Frame frame, int packet, int packets) {
        boolean isSync = frame.temporal() > 0 && frame.needs().size() == 1 && isSyncPeriod(size);
        byte[] payload = new byte[Math.max(NUMBERS_AT + 8, sizes.get(size).bytes())];
        payload[0] = (byte) (packet == 0 ? 0x90 : 0x80);
        payload[1] = (byte) 0xE0;
        int pictureId = 32_700 + index & 0x7FFF;
        payload[2] = (byte) (0x80 | pictureId >> 8);
        payload[3] = (byte) pictureId;
        payload[4] = (byte) baseIndexes[size];
        payload[5] = (byte) (frame.temporal() << 6 | (isSync ? 0x20 : 0));
        payload[DESCRIPTOR_BYTES] = (byte) (frame.keyframe() ? 0 : 1);
        payload[DESCRIPTOR_BYTES + 8] = (byte) sizes.get(size).height();
        payload[DESCRIPTOR_BYTES + 9] = (byte) (sizes.get(size).height() >> 8);
        payload[NUMBERS_AT] = (byte) (frame.index() >> 8);
        payload[NUMBERS_AT + 1] = (byte) frame.index();
        payload[NUMBERS_AT + 2] = (byte) packet;
        payload[NUMBERS_AT + 3] = (byte) packets;
        payload[NUMBERS_AT + 4] = (byte) size;
        payload[payload.length - 1] = (byte) size;
        return payload;
    }

    /** The picture id in a payload. */
    static int pictureId(byte[] payload) {
        return ((payload[2] & 0x7F) << 8) | (payload[3] & 0xFF);
    }

    /** Which frame a payload is of. */
    static int index(byte[] payload) {
        return ((payload[NUMBERS_AT] & 0xFF) << 8) | (payload[NUMBERS_AT + 1] & 0xFF);
    }

    /** Which packet of its frame a payload is, from 0. */
    static int packet(byte[] payload) {
        return payload[NUMBERS_AT + 2];
    }

    /** How many packets its frame has. */
    static int packets(byte[] payload) {
        return payload[NUMBERS_AT + 3];
    }

    /** Which size a payload is of. */
    static int size(byte[] payload) {
        return payload[NUMBERS_AT + 4];
    }

    /** Does what the server asks for. */
    void listen() {
        person.rtcp(reader -> {
            int size = reader.mediaSsrc() - ssrc;
            if (PictureLoss.isPresent(reader) && size >= 0 && size < sizes.size()) {
                keyframeWanted[size] = true;
            } else if (GenericNack.isPresent(reader)) {
                GenericNack.forEachLost(reader, 256, sequence -> sendAgain(size, sequence));
            }
        });
    }

    /** Sends all again that was lost, asked or not. */
    void sendAllAgain() {
        List.copyOf(lost.values()).forEach(packet -> sendAgain(packet.size(), packet.sequence()));
    }

    private void sendAgain(int size, int sequence) {
        Lost packet = lost.remove(size << 16 | sequence);
        if (packet == null) {
            return;
        }
        byte[] payload = new byte[packet.payload().length + 2];
        payload[0] = (byte) (sequence >> 8);
        payload[1] = (byte) sequence;
        System.arraycopy(packet.payload(), 0, payload, 2, packet.payload().length);
        person.send(
                ssrc + 0x80 + size,
                Studio.VP8_AGAIN,
                again++ & 0xFFFF,
                packet.timestamp(),
                packet.marker(),
                extensions(6, size),
                payload);
    }

    private byte[] extensions(int id, int size) {
        byte[] name = sizes.get(size).id().getBytes(StandardCharsets.US_ASCII);
        return name.length == 0
                ? new byte[0]
                : new byte[] {(byte) 0xBE, (byte) 0xDE, 0, 1, (byte) (4 << 4), '1', (byte) (id << 4), name[0]};
    }
}
