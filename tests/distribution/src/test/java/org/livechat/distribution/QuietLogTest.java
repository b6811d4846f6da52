package org.livechat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What strangers send that is no request is answered or dropped, and writes nothing into the log. */
class QuietLogTest {
    private static final String OPERATOR = "for-operators-of-these-tests";
    private static final String HOST = "Host: a\r\n";
    private static final int PATIENCE_MILLIS = 60_000;

    /** Bytes that turn a terminal red, ring, write backwards and break the line; then what is no UTF-8. */
    private static final String EVIL = "\u001b[31m\u009b31m\u0007\u00e2\u0080\u00ae\u00e2\u0080\u00a8\u00ff\u00fe";

    private static String post(String headers, String body) {
        return "POST /admin/drain HTTP/1.1\r\n" + HOST + "Connection: close\r\n" + headers + "\r\n" + body;
    }

    private static String get(String headers) {
        return "GET / HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
    }

    private static String upgrade(String headers) {
        return "GET /ws HTTP/1.1\r\n" + HOST
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" + headers + "\r\n";
    }

    private static List<String> requests() {
        String longText = "y".repeat(20_000);
        String token = "Authorization: Bearer " + OPERATOR + "\r\n";
        String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        return List.of(
                get("Host: " + "a".repeat(7_000) + "\r\nHost: " + "b".repeat(7_000) + "\r\n"),
                get("Host: a" + EVIL + "\r\nHost: b" + EVIL + "\r\n"),
                get("Host: " + EVIL + "\r\n"),
                get("Host: a:b:c:99999999999\r\n"),
                get("Host: a:99999999999999999999\r\n"),
                get("Host: [::1\r\n"),
                get(""),
                get(HOST + "X: a\r\n b\r\n"),
                get(HOST + "X: a\0b\r\n"),
                get(HOST + "X\0: b\r\n"),
                get(HOST + "X : b\r\n"),
                get(HOST + "X: " + EVIL + "\r\n"),
                get(HOST + "X: " + longText + "\r\n"),
                get(HOST + "Origin: " + EVIL + "\r\n"),
                get(HOST + "Authorization: Bearer " + EVIL + "\r\n"),
                get(HOST + "Range: bytes=99999999999999999999-\r\nIf-Modified-Since: " + EVIL + "\r\n"),
                "GET /" + EVIL + " HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /%00%zz%c2%9b HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /" + longText + " HTTP/1.1\r\n" + HOST + "\r\n",
                "G\u001bT / HTTP/1.1\r\n" + HOST + "\r\n",
                "GET / HTTP/9.9\r\n" + HOST + "\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001" + longText,
                post("Content-Length: 3\r\nContent-Length: 5\r\n", "abcde"),
                post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
                post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", "0\r\n\r\n"),
                post("Content-Length: -1\r\n", ""),
                post("Content-Length: 99999999999999999999999\r\n", ""),
                post("Content-Length: " + EVIL + "\r\n", ""),
                post("Expect: " + EVIL + "\r\nContent-Length: 5\r\n", ""),
                post(token + "Transfer-Encoding: chunked\r\n", "ffffffff\r\nabc\r\n0\r\n\r\n"),
                post(token + "Transfer-Encoding: chunked\r\n", "-5\r\nabc\r\n0\r\n\r\n"),
                post(token + "Transfer-Encoding: chunked\r\n", "fffffffffffffffffff\r\nabc\r\n0\r\n\r\n"),
                post(token + "Transfer-Encoding: chunked\r\n", EVIL + "\r\nabc\r\n0\r\n\r\n"),
                post(token + "Transfer-Encoding: chunked\r\n", "0\r\nX: " + longText + "\r\n\r\n"),
                post(token + "Content-Length: 500\r\n", "{\"a\":"),
                post(token + "Transfer-Encoding: chunked\r\n", "50\r\n{\"a\":"),
                post("Content-Length: 500\r\n", "{\"a\":"),
                "POST /whip/CH_0001 HTTP/1.1\r\n" + HOST + "Content-Type: application/sdp\r\n"
                        + "Authorization: Bearer x\r\nContent-Length: 500\r\n\r\nv=0",
                upgrade(""),
                upgrade("Sec-WebSocket-Key: " + EVIL + "\r\n"),
                upgrade(key + "Sec-WebSocket-Extensions: " + EVIL + ";;==,\r\nSec-WebSocket-Protocol: ,,\r\n"),
                upgrade(key) + "\u00f1\u0081\0\0\0\0x",
                upgrade(key) + "\u0081\u0001x",
                upgrade(key) + "\u008b\u0080\0\0\0\0",
                upgrade(key) + "\u0088\u0081\0\0\0\0x",
                upgrade(key) + "\u0081\u0083\0\0\0\0\"\u00c3\"",
                upgrade(key) + longText);
    }

    @Test
    void garbage_is_not_logged() throws Exception {
        try (var installation = Installation.unpack();
                var server = ServerProcess.start(
                        installation,
                        installation.folder("garbage"),
                        Map.of(
                                "LIVECHAT_ADMIN_TOKEN", OPERATOR,
                                "LIVECHAT_SECRET", "a-secret-of-these-tests",
                                "LIVECHAT_ACCESS_FAILURES_PER_MINUTE", "100000"))) {
            int before = server.output().size();
            for (String request : requests()) {
                for (boolean cut : List.of(false, true)) {
                    send(server.port(), request, cut);
                }
            }
            sendPackets(mediaPort(server.output().stream()));
            var friend = new Person(server.port(), "a-secret-of-these-tests", "ann");
            friend.close();
            assertThat(server.output().subList(before, server.output().size())).isEmpty();
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(String.join("", server.output())).doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f\u202e\u2028]");
        }
    }

    /** Sends, and waits for the end; or ends it itself with a reset. */
    private static void send(int port, String request, boolean cut) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            if (cut) {
                socket.setSoLinger(true, 0);
            } else {
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            }
        } catch (IOException end) {
            // The server may reset it as well.
        }
    }

    private static int mediaPort(Stream<String> output) {
        return output.filter(line -> line.contains("media on UDP port "))
                .map(line -> line.replaceFirst(".*media on UDP port (\\d+).*", "$1"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow();
    }

    /** What begins as STUN, DTLS, RTP and RTCP, and goes on as nothing (RFC 7983). */
    private static void sendPackets(int port) throws IOException {
        var random = new Random(7);
        byte[][] beginnings = {
            {0, 1, 0, 8, 0x21, 0x12, (byte) 0xA4, 0x42},
            {1, 1},
            {22, (byte) 0xFE, (byte) 0xFD, 0},
            {20, (byte) 0xFE, (byte) 0xFF},
            {(byte) 0x80, 96},
            {(byte) 0x81, (byte) 200},
            {64},
            {}
        };
        try (var socket = new DatagramSocket()) {
            for (int i = 0; i < 4_000; i++) {
                var packet = new ByteArrayOutputStream();
                packet.writeBytes(beginnings[i % beginnings.length]);
                byte[] rest = new byte[random.nextInt(1_400)];
                random.nextBytes(rest);
                packet.writeBytes(rest);
                socket.send(new DatagramPacket(
                        packet.toByteArray(), packet.size(), InetAddress.getLoopbackAddress(), port));
            }
        }
    }
}
