package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.SlotAssignment;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.event.DeafListener;
import org.livechat.media.worker.Studio.Person;

/** A listener is told of what it cannot be sent since it has not negotiated it, and when that is over. */
class UndecodableTest {
    private static final byte[] IDR = {0x65, 1, 2, 3, 4};
    private static final byte[] VP8_KEYFRAME = {0x10, 0, 0, 0, 0};
    private static final String MODE = ";packetization-mode=1;level-asymmetry-allowed=1";

    private final BlockingQueue<List<SlotAssignment>> told = new LinkedBlockingQueue<>();

    @AutoClose
    private final Studio studio = new Studio(ChannelMode.PTT, new DeafListener() {
        @Override
        public void tracksChanged(String endpointId, List<SlotAssignment> slots) {
            told.add(slots);
        }
    });

    private int sequence;

    private Person enter(String name, String... formats) {
        var lines = new ArrayList<String>();
        var types = new StringBuilder();
        for (int i = 0; i < formats.length; i++) {
            String[] words = formats[i].split(" ", 2);
            int type = 96 + i;
            types.append(types.isEmpty() ? "" : " ").append(type);
            lines.add("rtpmap:" + type + " " + words[0] + "/90000");
            if (words.length > 1) {
                lines.add("fmtp:" + type + " " + words[1]);
            }
        }
        return studio.enter(
                name,
                studio.sections()
                        .section("video", "0", "sendrecv", types.toString(), lines.toArray(String[]::new))
                        .text());
    }

    private void send(Person person, int type, byte[] payload, int count) {
        for (int i = 0; i < count; i++) {
            person.send(100, type, sequence, 3000 * sequence, payload);
            sequence++;
            studio.run(20);
        }
    }

    private SlotAssignment next() throws InterruptedException {
        var slots = told.poll(20, TimeUnit.SECONDS);
        assertThat(slots).as("an event").isNotNull();
        return slots.getFirst();
    }

    @Test
    void a_profile_that_is_written_otherwise_is_the_same() {
        Person ann = enter("ann", "H264 profile-level-id=42c01f" + MODE);
        Person ben = enter("ben", "H264 profile-level-id=42E034" + MODE);
        studio.floor(ann);
        send(ann, 96, IDR, 3);

        assertThat(ben.rtp()).hasSize(3);
        assertThat(told).isEmpty();
    }

    @Test
    void what_cannot_be_decoded_is_told_once_and_counted() throws Exception {
        Person ann = enter("ann", "H264 profile-level-id=42e01f" + MODE, "VP8");
        Person ben = enter("ben", "VP8");
        studio.floor(ann);
        send(ann, 96, IDR, 100);

        assertThat(next().undecodable()).contains("H264");
        assertThat(ben.rtp()).isEmpty();
        assertThat(studio.count(MediaCounters.Count.DROPPED_UNDECODABLE)).isEqualTo(100);
        assertThat(studio.count(MediaCounters.Count.DROPPED_NO_CODEC)).isZero();

        send(ann, 97, VP8_KEYFRAME, 100);
        assertThat(next().undecodable()).isEmpty();
        assertThat(ben.rtp()).hasSize(100);
        assertThat(told).isEmpty();
    }

    @Test
    void another_talker_is_told_anew() throws Exception {
        Person ann = enter("ann", "H264 profile-level-id=42e01f" + MODE);
        Person cem = enter("cem", "H264 profile-level-id=42e01f" + MODE);
        enter("ben", "VP8");
        studio.floor(ann);
        send(ann, 96, IDR, 100);
        assertThat(next())
                .isEqualTo(new SlotAssignment("0", MediaKind.VIDEO, Optional.of("ann"), false, Optional.of("H264")));
        studio.floor(cem);
        cem.send(300, 96, 0, 0, IDR);
        studio.run(20);
        assertThat(next().userId()).contains("cem");
    }

    @Test
    void a_talker_that_changes_its_codec_all_the_time_makes_no_storm_of_events() throws Exception {
        Person ann = enter("ann", "H264 profile-level-id=42e01f" + MODE, "VP8");
        enter("ben", "VP8");
        studio.floor(ann);
        for (int i = 0; i < 100; i++) {
            send(ann, 96, IDR, 1);
            send(ann, 97, VP8_KEYFRAME, 1);
        }
        studio.awaitEvents();
        assertThat(told).hasSizeBetween(1, 5);
    }
}
