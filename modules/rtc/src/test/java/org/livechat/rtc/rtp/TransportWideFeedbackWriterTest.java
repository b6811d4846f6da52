package org.livechat.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportWideFeedbackWriterTest {
    private static final int LOST = Integer.MIN_VALUE;
    private static final int[] STATUSES = {LOST, 200, -30_000};

    private final byte[] buffer = new byte[70_000];
    private final RtcpWriter rtcp = new RtcpWriter();
    private final RtcpReader reader = new RtcpReader();
    private final TransportWideFeedbackWriter writer = new TransportWideFeedbackWriter();

    /** All rows of nine statuses, each lost, small or large, behind runs that end everywhere in a chunk. */
    @ParameterizedTest
    @CsvSource({"0, 0", "5, 0", "8, 0", "13, 1", "14, 1", "15, 1", "6, 2", "7, 2", "30, 2", "8191, 1", "8192, 0"})
    void every_row_of_statuses_is_read_as_written(int run, int runOf) {
        int[] row = new int[run + 9];
        Arrays.fill(row, STATUSES[runOf]);
        int rows = run > 1000 ? 100 : 19_683;
        for (int i = 0; i < rows; i++) {
            int rest = i;
            for (int place = 0; place < 9; place++) {
                row[run + place] = STATUSES[rest % 3];
                rest /= 3;
            }
            assertThat(write(row, 60_000)).isEqualTo(row.length);
            assertThat(read(row.length)).isEqualTo(row);
        }
    }

    @Test
    void what_does_not_fit_is_not_said() {
        int[] row = new int[300];
        for (int i = 0; i < row.length; i++) {
            row[i] = STATUSES[i * i % 7 % 3];
        }
        for (int most = TransportWideFeedbackWriter.LEAST_BYTES; most < 500; most++) {
            int said = write(row, most);
            assertThat(rtcp.length()).isLessThanOrEqualTo(most);
            assertThat(read(said)).isEqualTo(Arrays.copyOf(row, said));
            if (said < row.length) {
                assertThat(rtcp.length()).as("room is used").isGreaterThan(most - 8);
            }
        }
    }

    @Test
    void a_delta_beyond_sixteen_bits_needs_a_new_feedback() {
        assertThat(write(new int[] {0, 32_767, -32_768, 32_768}, 100)).isEqualTo(3);
        assertThat(write(new int[] {0, -32_769}, 100)).isEqualTo(1);
    }

    @Test
    void other_packets_may_follow() {
        write(new int[] {0}, 100);
        rtcp.pictureLoss(1, 2);
        reader.wrap(buffer, 0, rtcp.length());

        assertThat(reader.next()).isTrue();
        assertThat(reader.next()).isTrue();
        assertThat(PictureLoss.isPresent(reader)).isTrue();
    }

    @Test
    void less_room_than_one_packet_needs_is_refused() {
        assertThatThrownBy(() -> writer.begin(rtcp, 1, 2, 0, 0, 0, 27)).isInstanceOf(IllegalArgumentException.class);
    }

    private int write(int[] row, int mostBytes) {
        writer.begin(rtcp.start(buffer, 0), 1, 2, 65_000, -1, 300, mostBytes);
        int said = 0;
        while (said < row.length && (row[said] == LOST ? writer.lost() : writer.received(row[said]))) {
            said++;
        }
        writer.endStatuses();
        for (int i = 0; i < said; i++) {
            if (row[i] != LOST) {
                writer.delta(row[i]);
            }
        }
        writer.end();
        return said;
    }

    private int[] read(int count) {
        assertThat(reader.wrap(buffer, 0, rtcp.length()).next()).isTrue();
        assertThat(TransportWideFeedback.baseSequence(reader)).isEqualTo(65_000);
        assertThat(TransportWideFeedback.referenceTime(reader)).isEqualTo(-1);
        assertThat(TransportWideFeedback.feedbackNumber(reader)).isEqualTo(300 - 256);
        assertThat(TransportWideFeedback.statusCount(reader)).isEqualTo(count);
        int[] row = new int[count];
        assertThat(TransportWideFeedback.visit(reader, new TransportWideFeedback.Visitor() {
                    @Override
                    public void received(int sequence, int deltaTicks) {
                        row[(sequence - 65_000) & 0xffff] = deltaTicks;
                    }

                    @Override
                    public void lost(int firstSequence, int lost) {
                        int from = (firstSequence - 65_000) & 0xffff;
                        Arrays.fill(row, from, from + lost, LOST);
                    }
                }))
                .isTrue();
        return row;
    }
}
