package org.livechat.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.livechat.rtc.bytes.BigEndian;

/** Every parser on arbitrary bytes that end where the array ends, so that a read past the end throws. */
class RtpRobustnessTest {
    private static final int INPUTS = 200_000;
    private static final int LONGEST = 160;

    private final Random random = new Random(2024);
    private final RtcpReader reader = new RtcpReader();
    private long read;

    @Test
    void rtp_of_arbitrary_bytes_never_throws() {
        int valid = 0;
        for (int i = 0; i < INPUTS; i++) {
            var bytes = arbitrary();
            if (bytes.length > 16 && i % 2 == 0) {
                bytes[0] = (byte) (0x90 | (bytes[0] & 0x23));
                int header = 12 + 4 * RtpPacket.csrcCount(bytes, 0);
                if (header + 4 <= bytes.length) {
                    BigEndian.write16(bytes, header, random.nextBoolean() ? 0xbede : 0x1000);
                    BigEndian.write16(bytes, header + 2, random.nextInt(40));
                }
            }
            int header = RtpPacket.headerLength(bytes, 0, bytes.length);
            int payload = RtpPacket.payloadLength(bytes, 0, bytes.length);
            assertThat(header).isLessThanOrEqualTo(bytes.length);
            assertThat(payload).isLessThanOrEqualTo(bytes.length);
            valid += payload >= 0 ? 1 : 0;
            for (int id = 0; id <= 16; id++) {
                long location = RtpHeaderExtension.find(bytes, 0, bytes.length, id);
                if (location != RtpHeaderExtension.NOT_FOUND) {
                    assertThat(RtpHeaderExtension.position(location) + RtpHeaderExtension.length(location))
                            .isLessThanOrEqualTo(header);
                }
                read += AudioLevel.read(bytes, 0, bytes.length, id);
            }
        }
        assertThat(valid).isGreaterThan(INPUTS / 20);
    }

    @Test
    void rtcp_of_arbitrary_bytes_never_throws() {
        int packets = 0;
        for (int i = 0; i < INPUTS; i++) {
            var bytes = arbitrary();
            makePlausible(bytes);
            reader.wrap(bytes, 0, bytes.length);
            while (reader.next()) {
                packets++;
                assertThat(reader.offset() + reader.length()).isLessThanOrEqualTo(bytes.length);
                readAll();
            }
        }
        assertThat(packets).isGreaterThan(INPUTS / 4);
        assertThat(read).isNotZero();
    }

    private byte[] arbitrary() {
        var bytes = new byte[random.nextInt(LONGEST)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Gives most inputs headers of known types and lengths that are near the truth. */
    private void makePlausible(byte[] bytes) {
        int position = 0;
        while (position + 4 <= bytes.length && random.nextInt(10) != 0) {
            int words = random.nextInt(12);
            int[] formats = {1, 4, 15, random.nextInt(32)};
            bytes[position] = (byte) (0x80 | formats[random.nextInt(formats.length)]);
            bytes[position + 1] = (byte) (RtcpType.SENDER_REPORT + random.nextInt(8));
            BigEndian.write16(bytes, position + 2, words);
            if (words > 3 && position + 16 <= bytes.length) {
                BigEndian.write32(bytes, position + 12, ReceiverEstimatedBitrate.IDENTIFIER);
            }
            position += 4 + 4 * words;
        }
    }

    private void readAll() {
        read += reader.senderSsrc() + reader.mediaSsrc() + reader.type() + reader.count();
        if (SenderReport.isPresent(reader)) {
            read += SenderReport.ntpTimestamp(reader) + SenderReport.octetCount(reader);
        }
        for (int i = 0; i < ReportBlocks.count(reader); i++) {
            read += ReportBlocks.ssrc(reader, i) + ReportBlocks.delaySinceLastSenderReport(reader, i);
        }
        if (Bye.isPresent(reader)) {
            for (int i = 0; i < Bye.count(reader); i++) {
                read += Bye.ssrc(reader, i);
            }
        }
        readFeedback();
    }

    private void readFeedback() {
        if (GenericNack.isPresent(reader)) {
            read += GenericNack.forEachLost(reader, Integer.MAX_VALUE, lost -> read += lost);
        }
        if (FullIntraRequest.isPresent(reader)) {
            for (int i = 0; i < FullIntraRequest.count(reader); i++) {
                read += FullIntraRequest.ssrc(reader, i) + FullIntraRequest.commandSequence(reader, i);
            }
        }
        if (ReceiverEstimatedBitrate.isPresent(reader)) {
            assertThat(ReceiverEstimatedBitrate.bitsPerSecond(reader)).isNotNegative();
            for (int i = 0; i < ReceiverEstimatedBitrate.ssrcCount(reader); i++) {
                read += ReceiverEstimatedBitrate.ssrc(reader, i);
            }
        }
        if (TransportWideFeedback.isPresent(reader)) {
            var reported = new int[1];
            boolean sound = TransportWideFeedback.visit(reader, new TransportWideFeedback.Visitor() {
                @Override
                public void received(int sequence, int deltaTicks) {
                    reported[0]++;
                }

                @Override
                public void lost(int firstSequence, int count) {
                    reported[0] += count;
                }
            });
            int declared = TransportWideFeedback.statusCount(reader);
            assertThat(reported[0]).isLessThanOrEqualTo(declared);
            assertThat(sound).isEqualTo(reported[0] == declared);
            read += Arrays.hashCode(reported);
        }
    }
}
