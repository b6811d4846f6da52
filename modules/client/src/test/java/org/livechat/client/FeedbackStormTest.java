package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;
import org.livechat.rtc.rtp.PictureLoss;
import org.livechat.rtc.rtp.RtcpReader;
import org.livechat.rtc.rtp.RtcpWriter;

/**
 * Row 10 of the attacks: a listener that asks for keyframes and lost packets without end, and forges what its way takes. Its talker is
 * hardly asked, itself it gets little more than before, and who listens beside it gets every picture.
 */
@Timeout(60)
class FeedbackStormTest {
    private static final String VIDEO_MID = "1";
    private static final OfferedTrack[] TRACKS = {
        OfferedTrack.both("0", MediaKind.AUDIO), OfferedTrack.both(VIDEO_MID, MediaKind.VIDEO)
    };
    private static final int PICTURES = 50;
    /** Between two pictures. */
    private static final int STORM = 100;
    /** So many fit into any socket's buffer, so that the kernel drops none, nor a picture behind them. */
    private static final int GUST = 20;

    /** A request for lost packets names so many before the latest picture, and that. */
    private static final int NACKED_BEFORE = 16;

    private static final long HIGHEST_RATE = 0x3FFFFL << 45;

    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] compound = new byte[512];
    private TestRelay relay;
    private TestMember alice;
    private TestMember mallory;
    private TestMember carol;
    /** Of the latest picture that mallory got. */
    private int latest;

    @BeforeEach
    void join() throws Exception {
        relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT);
        alice = relay.member("alice", TRACKS);
        mallory = relay.member("mallory", TRACKS);
        carol = relay.member("carol", TRACKS);
        relay.heard(alice);
    }

    @AfterEach
    void leave() {
        relay.close();
    }

    @Test
    void costs_nobody_else_a_picture() throws Exception {
        int slot = slotOf(mallory);
        int carols = slotOf(carol);
        mallory.heard().clear();
        carol.heard().clear();
        alice.rtcp().clear();
        long begin = System.nanoTime();
        Set<Integer> seen = new HashSet<>();
        for (int picture = 0; picture < PICTURES; picture++) {
            for (int i = 0; i < STORM; i += GUST) {
                gust(slot, carols, picture * STORM + i);
            }
            alice.show(VIDEO_MID);
            ReceivedRtp packet = carol.hear();
            assertThat((int) packet.ssrc()).isEqualTo(carols);
            seen.add(packet.sequenceNumber());
            latest = numberOf(slot);
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);

        assertThat(seen).as("pictures that carol got").hasSize(PICTURES);
        assertThat(keyframesAskedFor()).isLessThanOrEqualTo(2 * (seconds + 1) + 1);
        // Each packet six times at most, and no more than that of all bytes.
        assertThat(mallory.heard().size()).isLessThanOrEqualTo(6 * (PICTURES + 1));
        assertThat(relay.count("media.packets.resent")).isBetween(PICTURES / 2L, 6L * (PICTURES + 1));
        assertThat(relay.takeEvents("closed")).isEmpty();
    }

    /** Has alice show pictures until one is seen; the SSRC it comes under. */
    private int slotOf(TestMember listener) throws InterruptedException {
        ReceivedRtp packet = null;
        for (int i = 0; i < 500 && packet == null; i++) {
            alice.show(VIDEO_MID);
            packet = listener.heard().poll(TestMember.FRAME_MILLIS, TimeUnit.MILLISECONDS);
        }
        assertThat(packet).as("a picture seen by " + listener.userId()).isNotNull();
        latest = listener == mallory ? packet.sequenceNumber() : latest;
        return (int) packet.ssrc();
    }

    /** The highest that mallory has got in its slot, as long as it was read. */
    private int numberOf(int slot) {
        int highest = latest;
        for (ReceivedRtp packet : mallory.heard()) {
            if ((int) packet.ssrc() == slot && (short) (packet.sequenceNumber() - highest) > 0) {
                highest = packet.sequenceNumber();
            }
        }
        return highest;
    }

    private void gust(int slot, int carols, int first) throws InterruptedException {
        long before = relay.count("media.packets.in");
        for (int i = 0; i < GUST; i++) {
            storm(slot, carols, first + i);
        }
        while (relay.count("media.packets.in") < before + GUST) {
            Thread.sleep(1);
        }
    }

    private void storm(int slot, int carols, int number) {
        writer.start(compound, 0);
        switch (number % 5) {
            case 0 -> writer.receiverReport(9).fullIntraRequest(9, slot, number & 0xFF);
            case 1 -> writer.receiverReport(9).pictureLoss(9, slot).pictureLoss(9, carols);
            case 2 ->
                writer.receiverReport(9)
                        .genericNack(9, slot, (latest - NACKED_BEFORE) & 0xFFFF, 0xFFFF)
                        .genericNack(9, carols, 0, 0xFFFF);
            case 3 -> writer.receiverReport(9).receiverEstimatedBitrate(9, 0, new int[] {slot});
            default -> writer.receiverReport(9).receiverEstimatedBitrate(9, HIGHEST_RATE, new int[] {slot});
        }
        mallory.peer().sendRtcp(Arrays.copyOf(compound, writer.length()));
    }

    private long keyframesAskedFor() {
        return alice.rtcp().stream().filter(FeedbackStormTest::asksForKeyframe).count();
    }

    private static boolean asksForKeyframe(byte[] packets) {
        var reader = new RtcpReader().wrap(packets, 0, packets.length);
        while (reader.next()) {
            if (PictureLoss.isPresent(reader)) {
                return true;
            }
        }
        return false;
    }
}
