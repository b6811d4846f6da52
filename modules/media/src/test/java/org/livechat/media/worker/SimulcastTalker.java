package org.livechat.media.worker;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.livechat.media.worker.Studio.Person;
import org.livechat.rtc.rtp.PictureLoss;

/** Somebody whose picture comes in several sizes at once, 25 frames a second each, and who gives keyframes when asked for them. */
final class SimulcastTalker {
    private static final int TICKS_A_FRAME = 3600;

    /** How much of a keyframe's payload a test may look at: the last byte is the number of the size. */
    private static final int HEADER_BYTES = 11;

    /**
     * One size.
     *
     * @param id that packets say
     * @param height in pixels
     * @param packets of a frame
     * @param bytes of a packet
     * @param every how many of the 25 frames a second come: each, or each second one
     */
    record Size(String id, int height, int packets, int bytes, int every) {}

    private final Person person;
    private final int ssrc;
    private final List<Size> sizes;
    private final int[] sequences;
    private final int[] timestamps;
    private final boolean[] keyframeWanted;
    private final int[] keyframesAsked;
    private int frames;
    private int withheld = -1;
    private int voices;

    /** @param ssrc of the first size; the others' follow, and the voice's comes before */
    SimulcastTalker(Person person, int ssrc, List<Size> sizes) {
        this.person = person;
        this.ssrc = ssrc;
        this.sizes = sizes;
        sequences = new int[sizes.size()];
        timestamps = new int[sizes.size()];
        keyframeWanted = new boolean[sizes.size()];
        keyframesAsked = new int[sizes.size()];
        for (int i = 0; i < sizes.size(); i++) {
            sequences[i] = 7000 * i + 100;
            timestamps[i] = 77_000_000 * i;
            keyframeWanted[i] = true;
        }
    }

    Person person() {
        return person;
    }

    /** Gives no keyframe of a size, however often it is asked for one. */
    void withholds(int size) {
        withheld = size;
        keyframeWanted[size] = false;
    }

    /** How often a size was asked for a keyframe. */
    int keyframesAsked(int size) {
        return keyframesAsked[size];
    }

    /** Sends the next frame in all sizes. */
    void frame() {
        for (int size = 0; size < sizes.size(); size++) {
            int packets =
                    frames % sizes.get(size).every() == 0 ? sizes.get(size).packets() : 0;
            for (int i = 0; i < packets; i++) {
                person.send(
                        ssrc + size,
                        Studio.VP8,
                        sequences[size]++ & 0xFFFF,
                        timestamps[size],
                        extensions("1", 5, sizes.get(size).id()),
                        payload(size, i == 0));
            }
            keyframeWanted[size] &= packets == 0;
            timestamps[size] += TICKS_A_FRAME;
        }
        frames++;
    }

    /** Sends a packet of a size again that was lost, in a stream that says only by its packets what it repairs (RFC 8852 3.2). */
    void sendAgain(int size, int sequence, int timestamp, byte[] payload) {
        byte[] again = new byte[payload.length + 2];
        again[0] = (byte) (sequence >> 8);
        again[1] = (byte) sequence;
        System.arraycopy(payload, 0, again, 2, payload.length);
        person.send(
                ssrc + 0x80 + size,
                Studio.VP8_AGAIN,
                1,
                timestamp,
                extensions("1", 6, sizes.get(size).id()),
                again);
    }

    /** Does not send its next packet of a size. */
    int lose(int size) {
        return sequences[size]++ & 0xFFFF;
    }

    /** The timestamp of the next frame of a size. */
    int timestamp(int size) {
        return timestamps[size];
    }

    /** Sends the next 20 ms of a voice, of so many bytes. */
    void voice(int bytes) {
        person.send(ssrc - 1, Studio.OPUS, voices & 0xFFFF, 960 * voices, new byte[bytes]);
        voices++;
    }

    /** Reads what the server asks for. */
    void listen() {
        person.rtcp(reader -> {
            int size = PictureLoss.isPresent(reader) ? reader.mediaSsrc() - ssrc : -1;
            if (size >= 0 && size < sizes.size()) {
                keyframeWanted[size] |= size != withheld;
                keyframesAsked[size]++;
            }
        });
    }

    private byte[] payload(int size, boolean first) {
        byte[] payload = new byte[Math.max(HEADER_BYTES + 1, sizes.get(size).bytes())];
        payload[0] = (byte) (first ? 0x10 : 0);
        payload[1] = (byte) (keyframeWanted[size] ? 0 : 1);
        payload[9] = (byte) sizes.get(size).height();
        payload[10] = (byte) (sizes.get(size).height() >> 8);
        payload[payload.length - 1] = (byte) size;
        return payload;
    }

    /** A block with the mid and a stream id, under the ids of the offer. */
    private static byte[] extensions(String mid, int id, String streamId) {
        byte[] m = mid.getBytes(StandardCharsets.US_ASCII);
        byte[] s = streamId.getBytes(StandardCharsets.US_ASCII);
        return new byte[] {(byte) 0xBE, (byte) 0xDE, 0, 1, (byte) (4 << 4), m[0], (byte) (id << 4), s[0]};
    }
}
