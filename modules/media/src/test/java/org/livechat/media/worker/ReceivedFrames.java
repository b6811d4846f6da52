package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.livechat.media.worker.Studio.Rtp;

/** What a receiver makes of the packets of one slot: in their order, whatever came late or again, and frames out of them. */
final class ReceivedFrames {
    private static final int ASKED_FOR = 60;

    private final LayeredTalker talker;
    private final String what;
    /** By sequence number, not wrapped; one without a payload is empty. */
    private final Map<Long, Rtp> packets = new TreeMap<>();

    private long first = -1;
    private long highest = -1;
    private int ssrc;

    ReceivedFrames(LayeredTalker talker, String what) {
        this.talker = talker;
        this.what = what;
    }

    void take(List<Rtp> came) {
        for (Rtp packet : came) {
            boolean isAgain = packet.payloadType() == Studio.VP8_AGAIN;
            byte[] bytes = Arrays.copyOf(packet.payload(), packet.payload().length - packet.padding());
            if (isAgain && bytes.length < 2) {
                continue;
            }
            int sequence = isAgain ? ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF) : packet.sequence();
            ssrc = isAgain ? ssrc : packet.ssrc();
            byte[] payload = isAgain ? Arrays.copyOfRange(bytes, 2, bytes.length) : bytes;
            put(new Rtp(
                    packet.ssrc(),
                    Studio.VP8,
                    sequence,
                    packet.timestamp(),
                    packet.marker(),
                    packet.transportSequence(),
                    payload,
                    0,
                    packet.whole()));
        }
    }

    private void put(Rtp packet) {
        long number = highest < 0 ? packet.sequence() : highest + (short) (packet.sequence() - (int) highest);
        first = first < 0 ? number : first;
        highest = Math.max(highest, number);
        Rtp before = packets.put(number, packet);
        if (before != null) {
            assertThat(packet.payload()).as(what).isEqualTo(before.payload());
            assertThat(packet.timestamp()).as(what).isEqualTo(before.timestamp());
        }
    }

    /** Numbers that are missing among the latest, as a receiver asks for them. */
    List<Integer> missing() {
        List<Integer> missing = new ArrayList<>();
        for (long number = highest - ASKED_FOR; number < highest; number++) {
            if (number > first && !packets.containsKey(number)) {
                missing.add((int) number & 0xFFFF);
            }
        }
        return missing;
    }

    int ssrc() {
        return ssrc;
    }

    /** Those packets that are empty. */
    List<Rtp> empty() {
        return packets.values().stream()
                .filter(packet -> packet.payload().length == 0)
                .toList();
    }

    /** Fails if a number is missing, other than of what was lost where the slot paused or changed its source. */
    void assertNoGap() {
        List<Long> numbers = List.copyOf(packets.keySet());
        for (int i = 1; i < numbers.size(); i++) {
            if (!isFrameCutShort(numbers, i)) {
                assertThat(numbers.get(i))
                        .as("%s: no gap in%n%s", what, around(numbers.get(i)))
                        .isEqualTo(numbers.get(i - 1) + 1);
            }
        }
    }

    private String around(long number) {
        var text = new StringBuilder();
        packets.forEach((one, packet) -> {
            if (Math.abs(one - number) < 10) {
                byte[] payload = packet.payload();
                text.append(one).append(' ').append(packet.timestamp()).append(' ');
                text.append(
                        payload.length == 0
                                ? "empty"
                                : LayeredTalker.packet(payload) + " of "
                                        + talker.frame(LayeredTalker.size(payload), LayeredTalker.index(payload))
                                        + " size " + LayeredTalker.size(payload));
                text.append('\n');
            }
        });
        return text.toString();
    }

    /** Whether the frame of a packet gives way to another picture, or to none. */
    private boolean isFrameCutShort(List<Long> numbers, int packet) {
        int timestamp = packets.get(numbers.get(packet)).timestamp();
        int next = packet;
        while (next < numbers.size() && packets.get(numbers.get(next)).timestamp() == timestamp) {
            next++;
        }
        return isAnew(packets.get(numbers.get(packet)))
                || next == numbers.size()
                || isAnew(packets.get(numbers.get(next)));
    }

    /** Fails if a picture id was left out, other than of frames of which an empty packet is all that came, or nothing. */
    void assertPictureIdsCountOn() {
        int last = -1;
        long lastNumber = -1;
        boolean isGapKnown = false;
        for (Map.Entry<Long, Rtp> entry : packets.entrySet()) {
            byte[] payload = entry.getValue().payload();
            isGapKnown |= entry.getKey() != lastNumber + 1 || payload.length == 0;
            lastNumber = entry.getKey();
            if (payload.length > 0) {
                int id = LayeredTalker.pictureId(payload);
                int step = last < 0 ? 0 : (id - last) & 0x7FFF;
                assertThat(step).as("%s: picture id at %s", what, lastNumber).isBetween(0, isGapKnown ? 20 : 1);
                last = id;
                isGapKnown = false;
            }
        }
    }

    /**
     * The frames in their order; fails if one is not whole though the next one is of the same picture, has its marker at a wrong
     * place, or needs one that is not among them.
     */
    List<LayeredTalker.Frame> frames() {
        List<List<Rtp>> runs = new ArrayList<>();
        for (Rtp packet : packets.values()) {
            if (packet.payload().length > 0) {
                if (runs.isEmpty() || runs.getLast().getFirst().timestamp() != packet.timestamp()) {
                    runs.add(new ArrayList<>());
                }
                runs.getLast().add(packet);
            }
        }
        List<LayeredTalker.Frame> frames = new ArrayList<>();
        Map<Integer, Integer> sizes = new TreeMap<>();
        for (int i = 0; i < runs.size(); i++) {
            boolean isCutShort = i + 1 == runs.size() || isAnew(runs.get(i + 1).getFirst());
            if (!isCutShort || isWhole(runs.get(i))) {
                frames.add(frame(runs.get(i), sizes));
            }
        }
        return frames;
    }

    private static boolean isWhole(List<Rtp> run) {
        return run.size() == LayeredTalker.packets(run.getFirst().payload());
    }

    /** Whether a packet begins a keyframe, as the first one does where the slot paused or has another source. */
    private boolean isAnew(Rtp packet) {
        byte[] payload = packet.payload();
        return payload.length > 0
                && LayeredTalker.packet(payload) == 0
                && talker.frame(LayeredTalker.size(payload), LayeredTalker.index(payload))
                        .keyframe();
    }

    private LayeredTalker.Frame frame(List<Rtp> run, Map<Integer, Integer> sizes) {
        byte[] first = run.getFirst().payload();
        int index = LayeredTalker.index(first);
        int size = LayeredTalker.size(first);
        LayeredTalker.Frame frame = talker.frame(size, index);
        assertThat(run).as("%s: frame %s is whole", what, frame).hasSize(LayeredTalker.packets(first));
        for (int i = 0; i < run.size(); i++) {
            assertThat(LayeredTalker.packet(run.get(i).payload())).as(what).isEqualTo(i);
            assertThat(LayeredTalker.index(run.get(i).payload())).as(what).isEqualTo(index);
            assertThat(run.get(i).marker()).as(what).isEqualTo(i == run.size() - 1);
        }
        for (int needed : frame.needs()) {
            assertThat(sizes).as("%s: frame %s needs %s", what, frame, needed).containsEntry(needed, size);
        }
        sizes.put(index, size);
        return frame;
    }

    /** Fails if timestamps do not say when each frame was sampled, as long as the source stays. */
    void assertTimestampsStay() {
        Rtp before = null;
        for (Rtp packet : packets.values()) {
            if (packet.payload().length > 0) {
                if (before != null) {
                    int frames = LayeredTalker.index(packet.payload()) - LayeredTalker.index(before.payload());
                    assertThat(packet.timestamp() - before.timestamp())
                            .as(what)
                            .isEqualTo(frames * LayeredTalker.TICKS_A_FRAME);
                }
                before = packet;
            }
        }
    }
}
