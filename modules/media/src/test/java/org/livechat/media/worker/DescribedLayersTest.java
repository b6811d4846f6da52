package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.media.counter.MediaCounters.Count;
import org.livechat.media.worker.Studio.Person;
import org.livechat.media.worker.Studio.Rtp;
import org.livechat.rtc.rtp.PictureLoss;
import org.livechat.rtc.sdp.HeaderExtensionUri;

/**
 * A picture of 400 kbit/s in three frame rates (L1T3) of a codec whose payloads do not tell them: its dependency descriptors do (RTP
 * payload format for AV1 1.0.0, appendix A).
 */
class DescribedLayersTest {
    private static final int SSRC = 0x3001;
    private static final int DESCRIPTOR_ID = 7;
    private static final long WIDE = 20_000_000;
    private static final int[] PATTERN = {0, 2, 1, 2};

    /** What follows a keyframe's first three bytes: four kinds of frames, T0 that needs none, T0, T1 and T2, and 640 x 360. */
    private static final byte[] STRUCTURE = HexFormat.of().parseHex("800217aaa1814d1408088c09fc059c");

    private static final int STARTS = 0x80;
    private static final int ENDS = 0x40;
    private static final int PACKETS = 2;

    private final Studio studio = new Studio();
    private final List<Rtp> ofBen = new ArrayList<>();
    private final List<Rtp> ofCat = new ArrayList<>();
    private String codec = "";
    private boolean describes = true;
    private Person ann;
    private ModelledListener ben;
    private ModelledListener cat;
    private boolean keyframeWanted = true;
    private int place;
    private int sequence = 65_000;
    private int frames;
    private int keyframes;
    private final List<Integer> temporals = new ArrayList<>();

    private void open(String name) {
        codec = name;
        ann = studio.enter(
                "ann",
                offer(
                        "a=extmap:" + DESCRIPTOR_ID + " " + HeaderExtensionUri.DEPENDENCY_DESCRIPTOR,
                        "a=ssrc-group:FID " + SSRC + " " + (SSRC + 0x80)));
        ben = new ModelledListener(studio.enter("ben", offer()), new ModelledWay(WIDE, 200_000_000));
        cat = new ModelledListener(studio.enter("cat", offer()), new ModelledWay(WIDE, 200_000_000));
        studio.floor(ann);
    }

    private String offer(String... more) {
        return studio.offer(more).replace("VP8/90000", codec + "/90000");
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private void frame() {
        boolean keyframe = keyframeWanted;
        keyframeWanted = false;
        keyframes += keyframe ? 1 : 0;
        place = keyframe ? 0 : place + 1;
        int temporal = PATTERN[place % PATTERN.length];
        temporals.add(temporal);
        int template = keyframe ? 0 : temporal + 1;
        for (int packet = 0; packet < PACKETS; packet++) {
            boolean ends = packet == PACKETS - 1;
            byte[] extensions = describes ? descriptor(template, packet == 0, ends) : new byte[0];
            byte[] payload = payload(keyframe && packet == 0);
            ann.send(SSRC, Studio.VP8, sequence++ & 0xFFFF, 3600 * frames, ends, extensions, payload);
        }
        frames++;
    }

    /** In the two-byte form (RFC 8285 4.3), which what announces the layers needs once there are more of them. */
    private byte[] descriptor(int template, boolean starts, boolean ends) {
        var data = new ByteArrayOutputStream();
        data.write((starts ? STARTS : 0) | (ends ? ENDS : 0) | template);
        data.write(frames >> 8);
        data.write(frames);
        if (template == 0 && starts) {
            data.writeBytes(STRUCTURE);
        }
        int words = (2 + data.size() + 3) / 4;
        byte[] block = new byte[4 + 4 * words];
        block[0] = 0x10;
        block[3] = (byte) words;
        block[4] = DESCRIPTOR_ID;
        block[5] = (byte) data.size();
        System.arraycopy(data.toByteArray(), 0, block, 6, data.size());
        return block;
    }

    /** The first bytes are the codec's, the last ones say which frame it is. */
    private byte[] payload(boolean beginsKeyframe) {
        byte[] payload = new byte[1000];
        if (codec.equals("AV1")) {
            payload[0] = (byte) (beginsKeyframe ? 0x18 : 0x10);
        } else {
            payload[0] = (byte) (beginsKeyframe ? 0x65 : 0x41);
        }
        payload[998] = (byte) (frames >> 8);
        payload[999] = (byte) frames;
        return payload;
    }

    private static int index(Rtp packet) {
        return ((packet.payload()[998] & 0xFF) << 8) | (packet.payload()[999] & 0xFF);
    }

    private void seconds(int count) {
        for (int millis = 0; millis < 1000 * count; millis += 40) {
            frame();
            for (int step = 0; step < 4; step++) {
                studio.run(10);
                ben.take(studio.now());
                cat.take(studio.now());
            }
            ann.rtcp(reader -> keyframeWanted |= PictureLoss.isPresent(reader));
            if (millis % 80 == 0) {
                ben.report();
                cat.report();
            }
            ofBen.addAll(ben.pictures());
            ofCat.addAll(cat.pictures());
        }
    }

    /** How many frames of each frame rate came, of those sent since one; fails if a number is missing among them. */
    private int[] layers(List<Rtp> all, int since) {
        int[] layers = new int[3];
        List<Rtp> packets =
                all.stream().filter(packet -> index(packet) >= since).toList();
        for (int i = 1; i < packets.size(); i++) {
            assertThat((packets.get(i).sequence() - packets.get(i - 1).sequence()) & 0xFFFF)
                    .isEqualTo(1);
        }
        packets.stream().filter(Rtp::marker).forEach(packet -> layers[temporals.get(index(packet))]++);
        return layers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"AV1", "H264"})
    void a_narrow_way_gets_a_lower_frame_rate_and_once_it_is_widened_all_again_without_a_keyframe(String name) {
        open(name);
        ben.way().takes(300_000);
        seconds(10);
        int since = frames;
        seconds(4);
        assertThat(layers(ofBen, since)).containsExactly(25, 25, 0);
        assertThat(layers(ofCat, since)).containsExactly(25, 25, 50);
        assertThat(studio.count(Count.PICTURES_PAUSED)).isZero();

        ben.way().takes(WIDE);
        int before = keyframes;
        seconds(15);
        since = frames;
        seconds(4);
        assertThat(layers(ofBen, since)).containsExactly(25, 25, 50);
        assertThat(keyframes).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AV1", "H264"})
    void who_describes_nothing_is_sent_whole_or_paused(String name) {
        describes = false;
        open(name);
        seconds(4);
        assertThat(layers(ofBen, 0)).isEqualTo(layers(ofCat, 0));
        assertThat(layers(ofBen, 0)[2]).isGreaterThan(40);
        assertThat(studio.count(Count.DROPPED_LAYER)).isZero();
    }
}
