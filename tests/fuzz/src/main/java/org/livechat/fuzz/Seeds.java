package org.livechat.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.livechat.rtc.rtp.RtcpWriter;
import org.livechat.rtc.stun.StunIntegrity;
import org.livechat.rtc.stun.StunMessage;
import org.livechat.rtc.stun.StunWriter;
import org.livechat.rtc.stun.TransactionId;

/** What a target begins with: sound packets, which a fuzzer would be long in finding. */
final class Seeds {
    /** Offers that browsers and libwebrtc made, as the tests of the answers have them; relative to the module. */
    static final Path OFFERS = Path.of("../../modules/rtc/src/test/resources/offers");

    private Seeds() {}

    static List<byte[]> of(Target target) throws IOException {
        return switch (target) {
            case STUN -> List.of(check("abcd:efgh"), check("abcd:"), success());
            case DTLS -> List.of(hello());
            case SRTP, RTP -> packets();
            case RTCP -> compounds();
            case FRAME -> List.of(new byte[] {3, 0, 1, 9, 0, 0, 0, 2, 8, 7}, new byte[] {0, 1, 44, 1, 45, 5});
            case SDP -> offers();
            case JSON ->
                texts(
                        "{\"op\":1,\"id\":7,\"d\":{\"user_id\":\"ann\",\"token\":\"t\"}}",
                        "{\"op\":10,\"d\":{\"channel_id\":\"CH_0001\"}}",
                        "{\"op\":2,\"id\":\"a\",\"d\":{\"code\":1004,\"message\":\"no\"}}",
                        "{\"op\":0,\"d\":{\"session_id\":\"s\",\"heartbeat_interval\":30000}}");
            case CODEC -> payloads();
            case FILE ->
                texts(
                        "name: my-plugin\nversion: 1.0\napi: 1\ndescription: does much\n",
                        "name: [a, b]\n",
                        "a: &x\n  b: *x\n");
            case QUERY ->
                texts(
                        "?last=20&follow=false",
                        "?last=-1",
                        "/CH_0001?follow=true",
                        "/a.b-c_d?last=%31&\n0123456789abcdef-42",
                        "?last=1\n0123456789abcdef-0\n0123456789abcdef-1");
            case FILTER ->
                texts(
                        "--op=30,floor_granted\n--dir=IN\n--user=ann\n--filter=gone\nCH_0001",
                        "--op\n\"a,b\",100\n--last=5\n--json",
                        "--filter\nx\n\n{\"ts\":1,\"dir\":\"in\",\"channel_id\":null,\"user_id\":\"ann\",\"op\":30,"
                                + "\"op_name\":\"FLOOR_REQUEST\",\"summary\":\"\\u2028x\"}");
        };
    }

    private static byte[] check(String name) {
        byte[] buffer = new byte[StunMessage.LONGEST];
        int length = StunWriter.bindingRequest(buffer, 0, new TransactionId(1, 2))
                .username(name)
                .priority(1)
                .iceControlling(3)
                .useCandidate()
                .integrity(new StunIntegrity("0123456789abcdef01234567"))
                .fingerprint()
                .length();
        return Arrays.copyOf(buffer, length);
    }

    private static byte[] success() throws IOException {
        byte[] buffer = new byte[StunMessage.LONGEST];
        int length = StunWriter.bindingSuccess(buffer, 0, new TransactionId(1, 2))
                .mappedAddress(new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 4000))
                .errorCode(420, "no")
                .length();
        return Arrays.copyOf(buffer, length);
    }

    /** A client's hello of DTLS 1.2 with one cipher suite and no extension. */
    private static byte[] hello() {
        return HexFormat.of()
                .parseHex("16feff000000000000000000360100002a000000000000002afefd" + "11".repeat(32)
                        + "00000002c02b0100");
    }

    private static List<byte[]> packets() {
        HexFormat hex = HexFormat.of();
        return List.of(
                hex.parseHex("80e00001000003e8000011110102030405060708"),
                hex.parseHex("90600002000003e800001111bede0002" + "1085320131000000" + "0102030405060708"),
                hex.parseHex("90600002000003e80000111110000001" + "01000000" + "01020304"),
                hex.parseHex("a0600003000003e80000111100010203040000000004"),
                hex.parseHex("80bf0004000003e800001111" + "ef000003" + "6f" + "010203" + "0405"));
    }

    private static List<byte[]> compounds() {
        List<byte[]> compounds = new ArrayList<>();
        byte[] buffer = new byte[1500];
        RtcpWriter writer = new RtcpWriter();
        writer.start(buffer, 0);
        writer.receiverReport(9).reportBlock(1, 3, 4, 5, 6, 7, 8).genericNack(9, 1, 100, 0xF);
        compounds.add(Arrays.copyOf(buffer, writer.length()));
        HexFormat hex = HexFormat.of();
        compounds.add(hex.parseHex("8fcd0005" + "00000001" + "00000002" + "00010003" + "00001001" + "2003" + "040000"));
        compounds.add(hex.parseHex("8fce0005" + "00000001" + "00000000" + "52454d42" + "01082345" + "00000002"));
        compounds.add(hex.parseHex("84ce0004" + "00000001" + "00000000" + "00000002" + "05000000"));
        compounds.add(hex.parseHex("80cf0004" + "00000001" + "04000002" + "0011223344556677"));
        compounds.add(hex.parseHex("81cb0001" + "00000001"));
        return compounds;
    }

    private static List<byte[]> offers() throws IOException {
        List<byte[]> offers = new ArrayList<>();
        try (Stream<Path> files = Files.list(OFFERS)) {
            for (Path file : files.sorted().toList()) {
                offers.add(Files.readAllBytes(file));
            }
        }
        return offers;
    }

    private static List<byte[]> payloads() {
        List<byte[]> payloads = new ArrayList<>();
        HexFormat hex = HexFormat.of();
        for (int which = 0; which < 12; which++) {
            for (String payload : List.of(
                    "90e0808101400000009d012a4001f000",
                    "8a8c010204000f00e0031f00",
                    "674d001f95a814016e40",
                    "0a0b0000002d0c")) {
                byte[] bytes = hex.parseHex("00" + payload);
                bytes[0] = (byte) which;
                payloads.add(bytes);
            }
        }
        return payloads;
    }

    private static List<byte[]> texts(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
