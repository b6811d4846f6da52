package org.livechat.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The vectors of RFC 5769 section 2 with short-term credentials. */
class StunVectorsTest {
    private static final StunIntegrity KEY = new StunIntegrity("VOkJxbRl1RmTxUk/WvJxBt");
    private static final TransactionId ID = new TransactionId(0xb7e7a701bc34d686L, 0xfa87dfae);
    private static final String HEADER = "2112a442b7e7a701bc34d686fa87dfae";

    @Test
    void reads_the_sample_request() {
        var request = parse("00010058" + HEADER + "802200105354554e207465737420636c69656e74002400046e0001ff"
                + "80290008932ff9b151263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                + "80280004e57a3bcf");

        assertThat(request.isBindingRequest()).isTrue();
        assertThat(request.transactionId()).isEqualTo(ID);
        assertThat(request.username()).hasValue("evtj:h6vY");
        assertThat(request.receiverUfrag()).hasValue("evtj");
        assertThat(request.senderUfrag()).hasValue("h6vY");
        assertThat(request.priority()).hasValue(0x6e0001ffL);
        assertThat(request.hasIceControlled()).isTrue();
        assertThat(request.hasIceControlling()).isFalse();
        assertThat(request.hasUseCandidate()).isFalse();
        assertThat(request.unknownRequiredAttributes()).isEmpty();
        assertThat(request.hasIntegrity(KEY)).isTrue();
        assertThat(request.hasIntegrity(new StunIntegrity("VOkJxbRl1RmTxUk/WvJxBu")))
                .isFalse();
        assertThat(request.hasSoundFingerprint()).isTrue();
    }

    @Test
    void reads_the_sample_ipv4_response() {
        var response = parse("0101003c" + HEADER + "8022000b7465737420766563746f7220002000080001a147e112a643"
                + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96");

        assertThat(response.isBindingSuccess()).isTrue();
        assertThat(response.hasIntegrity(KEY)).isTrue();
        assertThat(response.hasSoundFingerprint()).isTrue();
        assertThat(response.mappedAddress()).hasValue(new InetSocketAddress("192.0.2.1", 32853));
    }

    @Test
    void reads_the_sample_ipv6_response() {
        var response = parse("01010048" + HEADER + "8022000b7465737420766563746f7220002000140002a147"
                + "0113a9faa5d3f179bc25f4b5bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c");

        assertThat(response.hasIntegrity(KEY)).isTrue();
        assertThat(response.hasSoundFingerprint()).isTrue();
        assertThat(response.mappedAddress())
                .hasValue(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853));
    }

    @Test
    void writes_the_sample_responses() {
        assertThat(written(new InetSocketAddress("192.0.2.1", 32853)))
                .isEqualTo("0101003c" + HEADER + "8022000b7465737420766563746f7220002000080001a147e112a643"
                        + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96");
        assertThat(written(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853)))
                .isEqualTo("01010048" + HEADER + "8022000b7465737420766563746f7220002000140002a147"
                        + "0113a9faa5d3f179bc25f4b5bed2b9d9"
                        + "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c");
    }

    /** The RFC pads SOFTWARE with a space where we would write zero, so the pad is put in by hand. */
    private static String written(InetSocketAddress address) {
        var buffer = new byte[StunMessage.LONGEST];
        var writer = StunWriter.bindingSuccess(buffer, 0, ID)
                .attribute(0x8022, HexFormat.of().parseHex("7465737420766563746f72"));
        buffer[writer.length() - 1] = ' ';
        var length = writer.mappedAddress(address).integrity(KEY).fingerprint().length();
        return HexFormat.of().formatHex(buffer, 0, length);
    }

    private static StunMessage parse(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        return StunMessage.parse(bytes, 0, bytes.length).orElseThrow();
    }
}
