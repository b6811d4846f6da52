package org.livechat.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published vectors: RFC 3711 appendix B, RFC 7714 sections 16 and 17, and the reference packets of libsrtp. */
class SrtpVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] MASTER_KEY = HEX.parseHex("e1f97a0d3e018be0d64fa32c06de4139");
    private static final byte[] MASTER_SALT = HEX.parseHex("0ec675ad498afeebb6960b3aabe6");
    private static final String REFERENCE_RTP = "800f1234decafbadcafebabe" + "ab".repeat(16);
    private static final String REFERENCE_RTCP = "81c8000bcafebabe" + "ab".repeat(16);

    private final SrtpWorkspace workspace = new SrtpWorkspace();

    @Test
    void keystream_is_that_of_rfc_3711_b2() {
        var cipher = new CounterMode(
                HEX.parseHex("2b7e151628aed2a6abf7158809cf4f3c"), HEX.parseHex("f0f1f2f3f4f5f6f7f8f9fafbfcfd"));
        var keystream = new byte[0xff02 * 16];

        cipher.apply(workspace, 0, 0, keystream, 0, keystream.length);

        assertThat(block(keystream, 0)).isEqualTo("e03ead0935c95e80e166b16dd92b4eb4");
        assertThat(block(keystream, 1)).isEqualTo("d23513162b02d0f72a43a2fe4a5f97ab");
        assertThat(block(keystream, 2)).isEqualTo("41e95b3bb0a2e8dd477901e4fca894c0");
        assertThat(block(keystream, 0xfeff)).isEqualTo("ec8cdf7398607cb0f2d21675ea9ea1e4");
        assertThat(block(keystream, 0xff00)).isEqualTo("362b7c3c6773516318a077d7fc5073ae");
        assertThat(block(keystream, 0xff01)).isEqualTo("6a2cc3787889374fbeb4c81b17ba6c44");
    }

    @Test
    void session_keys_are_those_of_rfc_3711_b3() {
        var keys = new KeyDerivation(counterModeMaster());

        assertThat(keys.rtpKey()).asHexString().isEqualTo("C61E7A93744F39EE10734AFE3FF7A087");
        assertThat(keys.rtpSalt()).asHexString().isEqualTo("30CBBC08863D8C85D49DB34A9AE1");
        assertThat(keys.rtpAuthenticationKey()).asHexString().isEqualTo("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4");
    }

    @Test
    void counter_mode_packets_are_those_of_libsrtp() {
        var srtp = "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb";
        var srtcp = "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798";

        assertReferencePackets(counterModeMaster(), srtp, srtcp);
    }

    @Test
    void gcm_packets_are_those_of_libsrtp() {
        var master = new SrtpMasterKey(
                SrtpProfile.AEAD_AES_128_GCM,
                HEX.parseHex("000102030405060708090a0b0c0d0e0f"),
                HEX.parseHex("a0a1a2a3a4a5a6a7a8a9aaab"));
        var srtp = "800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392";
        var srtcp = "81c8000bcafebabec98b8b5df0392a55852b6c21ac8e7025c52c6fbea2b3b446ea31123ba88ce61e80000001";

        assertReferencePackets(master, srtp, srtcp);
    }

    @ParameterizedTest
    @MethodSource("rfc7714")
    void gcm_rtp_is_that_of_rfc_7714_section_16(GcmTransform rfc7714) {
        var clear = "8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e6973"
                + "2064697669736120696e207061727465732074726573";
        var srtp = "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf"
                + "8833899d7f27beb16a9152cf765ee4390cce";
        var buffer = Arrays.copyOf(HEX.parseHex(clear), srtp.length() / 2);

        rfc7714.protectRtp(buffer, 0, clear.length() / 2, 12, 0x5501a0b2, 0xf17b);
        assertThat(HEX.formatHex(buffer)).isEqualTo(srtp);

        var length = rfc7714.unprotectRtp(buffer, 0, buffer.length, 12, 0x5501a0b2, 0xf17b);
        assertThat(HEX.formatHex(buffer, 0, length)).isEqualTo(clear);
    }

    @ParameterizedTest
    @MethodSource("rfc7714")
    void gcm_rtcp_is_that_of_rfc_7714_section_17(GcmTransform rfc7714) {
        var clear = "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61"
                + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
        var srtcp = "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded"
                + "0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4";
        var buffer = Arrays.copyOf(HEX.parseHex(clear), srtcp.length() / 2);

        rfc7714.protectRtcp(buffer, 0, clear.length() / 2, 0x4d617273, 0x5d4);
        assertThat(HEX.formatHex(buffer)).isEqualTo(srtcp);

        var length = rfc7714.unprotectRtcp(buffer, 0, buffer.length, 0x4d617273, 0x5d4);
        assertThat(HEX.formatHex(buffer, 0, length)).isEqualTo(clear);
    }

    private void assertReferencePackets(SrtpMasterKey master, String srtp, String srtcp) {
        var sender = new SrtpSender(master, 1, workspace);
        var receiver = new SrtpReceiver(master, 1, workspace);

        var rtp = Arrays.copyOf(HEX.parseHex(REFERENCE_RTP), srtp.length() / 2);
        assertThat(sender.protect(rtp, 0, 28)).isEqualTo(rtp.length);
        assertThat(HEX.formatHex(rtp)).isEqualTo(srtp);
        assertThat(receiver.unprotect(rtp, 0, rtp.length)).isEqualTo(28);
        assertThat(HEX.formatHex(rtp, 0, 28)).isEqualTo(REFERENCE_RTP);

        // libsrtp numbers its first RTCP packet 1, we number it 0 (RFC 3711 3.4): the second is the reference.
        var rtcp = Arrays.copyOf(HEX.parseHex(REFERENCE_RTCP), srtcp.length() / 2);
        sender.protectRtcp(rtcp.clone(), 0, 24);
        assertThat(sender.protectRtcp(rtcp, 0, 24)).isEqualTo(rtcp.length);
        assertThat(HEX.formatHex(rtcp)).isEqualTo(srtcp);
        assertThat(receiver.unprotectRtcp(rtcp, 0, rtcp.length)).isEqualTo(24);
        assertThat(HEX.formatHex(rtcp, 0, 24)).isEqualTo(REFERENCE_RTCP);
    }

    private static SrtpMasterKey counterModeMaster() {
        return new SrtpMasterKey(SrtpProfile.AES_CM_128_HMAC_SHA1_80, MASTER_KEY, MASTER_SALT);
    }

    /** The RFC's vectors start from session keys. */
    static Stream<GcmTransform> rfc7714() {
        var key = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
        var salt = HEX.parseHex("517569642070726f2071756f");
        var workspace = new SrtpWorkspace();
        return Stream.of(
                new GcmTransform(new KeyedGcm(key, salt, workspace), new KeyedGcm(key, salt, workspace)),
                new GcmTransform(new PlatformGcm(key, salt), new PlatformGcm(key, salt)));
    }

    private static String block(byte[] keystream, int index) {
        return HEX.formatHex(keystream, index * 16, index * 16 + 16);
    }
}
