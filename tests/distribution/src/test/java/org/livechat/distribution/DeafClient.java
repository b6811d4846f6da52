package org.livechat.distribution;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks and asks, and reads nothing of what is answered. Masks its frames with zeros. */
final class DeafClient implements AutoCloseable {
    private static final int RECEIVE_BUFFER_BYTES = 4_096;
    private static final int FIN_AND_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int ONE_BYTE_LENGTHS = 126;
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket = new Socket();

    private DeafClient(int port) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Asks for a path. */
    static DeafClient of(int port, String path) throws IOException {
        var client = new DeafClient(port);
        client.write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    /** Opens a WebSocket and signs in; READY has come. */
    static DeafClient identified(int port, String secret, String userId) throws IOException {
        var client = new DeafClient(port);
        client.write(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        client.send("{\"op\":3,\"d\":{\"user_id\":\"%s\",\"token\":\"%s\"}}".formatted(userId, secret));
        client.readTo("session_id");
        return client;
    }

    /** Reads until a text has come, and maybe more. */
    void readTo(String text) throws IOException {
        var read = new StringBuilder();
        byte[] some = new byte[RECEIVE_BUFFER_BYTES];
        while (read.indexOf(text) < 0) {
            int length = socket.getInputStream().read(some);
            if (length < 0) {
                throw new IOException("the connection ended behind " + read);
            }
            read.append(new String(some, 0, length, StandardCharsets.ISO_8859_1));
        }
    }

    void send(String packet) throws IOException {
        byte[] payload = packet.getBytes(StandardCharsets.UTF_8);
        var frame = new ByteArrayOutputStream();
        frame.write(FIN_AND_TEXT);
        if (payload.length < ONE_BYTE_LENGTHS) {
            frame.write(MASKED | payload.length);
        } else {
            int bytes = payload.length <= 0xFFFF ? 2 : 8;
            frame.write(MASKED | (bytes == 2 ? ONE_BYTE_LENGTHS : ONE_BYTE_LENGTHS + 1));
            for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                frame.write((int) ((long) payload.length >>> shift));
            }
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        write(frame.toByteArray());
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
