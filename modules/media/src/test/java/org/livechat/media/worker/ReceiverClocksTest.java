package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.media.inbound.NtpTime;
import org.livechat.media.worker.Studio.Person;
import org.livechat.rtc.rtp.ExtendedReport;

/** Who sends no reports measures its round trip by its own clock, the server as well as clients. */
class ReceiverClocksTest {
    private static final int BENS_SSRC = 77;

    @AutoClose
    private final Studio studio = new Studio();

    private final Person ann =
            studio.enter("ann", studio.offer().replace("a=rtcp-mux\r\n", "a=rtcp-mux\r\na=rtcp-xr:rcvr-rtt=all\r\n"));
    private final Person ben = studio.enter("ben", studio.offer());
    private final List<Integer> clocks = new ArrayList<>();

    @BeforeEach
    void open() {
        studio.floor(ann);
    }

    @Test
    void it_is_agreed_on_where_it_is_offered() {
        assertThat(ann.answer()).contains("a=rtcp-xr:rcvr-rtt=all\r\n");
        assertThat(ben.answer()).doesNotContain("rtcp-xr");
    }

    @Test
    void a_listener_that_states_its_clock_is_answered() {
        long clock = 0x1234_5678_9abc_def0L;
        ben.report(writer -> writer.extendedReport(BENS_SSRC).receiverReferenceTime(clock));
        studio.run(0);
        ben.rtcp(reader -> {
            if (!ExtendedReport.isPresent(reader)) {
                return;
            }
            int block = ExtendedReport.first(reader);
            assertThat(ExtendedReport.delayCount(reader, block)).isEqualTo(1);
            assertThat(ExtendedReport.delaySsrc(reader, block, 0)).isEqualTo(BENS_SSRC);
            assertThat(ExtendedReport.delaySinceLastReceiverReport(reader, block, 0))
                    .isZero();
            clocks.add(ExtendedReport.lastReceiverReport(reader, block, 0));
        });
        assertThat(clocks).containsExactly(NtpTime.compact(clock));
    }

    private void talk(Person talker) {
        for (int i = 0; i < 60; i++) {
            talker.send(0x1111, Studio.OPUS, i, 960 * i, new byte[] {1, 2, 3});
            studio.run(20);
        }
    }

    @Test
    void a_talkers_round_trip_is_measured_by_the_servers_clock() {
        talk(ann);
        ann.rtcp(reader -> {
            if (ExtendedReport.isPresent(reader)) {
                clocks.add(ExtendedReport.compactNtpTimestamp(reader, ExtendedReport.first(reader)));
            }
        });
        assertThat(clocks).hasSize(1);
        assertThat(ann.roundTripNanos()).isEqualTo(60_000_000);
        // As if it had come half a second earlier than it was sent.
        ann.report(writer -> writer.extendedReport(1).delaySinceLast(99, clocks.getFirst() - 32_768, 0));
        studio.run(0);
        assertThat(ann.roundTripNanos()).isEqualTo(60_000_000);
        ann.report(writer -> writer.extendedReport(1).delaySinceLast(1, clocks.getFirst() - 32_768, 0));
        studio.run(0);
        assertThat(ann.roundTripNanos()).isBetween(450_000_000L, 5_000_000_000L);
    }

    @Test
    void a_talker_that_did_not_offer_it_is_not_told_the_clock() {
        studio.floor(ben);
        talk(ben);
        ben.rtcp(reader -> assertThat(ExtendedReport.isPresent(reader)).isFalse());
    }
}
