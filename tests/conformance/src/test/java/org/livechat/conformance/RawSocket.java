package org.livechat.conformance;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket client by hand, for frames that no library would send. Masks with zeros. */
final class RawSocket implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int PING = 9;
    static final int CLOSE = 8;
    static final int FIN = 0x80;

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final DataInputStream input;

    /** A frame as it came. */
    record Frame(int opcode, ByteBuffer payload) {
        String text() {
            return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        }

        int closeStatus() {
            return Short.toUnsignedInt(payload.getShort(0));
        }
    }

    private RawSocket(int port, int receiveBufferBytes) throws IOException {
        socket.setReceiveBufferSize(receiveBufferBytes);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        input = new DataInputStream(socket.getInputStream());
    }

    /** Upgrades and returns the status line; on 101 the socket is ready. */
    static String handshake(int port, String origin) throws IOException {
        try (RawSocket raw = new RawSocket(port, 65_536)) {
            return raw.upgrade(port, "Origin: " + origin + "\r\n");
        }
    }

    /** Sends a request as it is, which has to ask for the connection's end, and returns all that is answered. */
    static String exchange(int port, String request) throws IOException {
        try (RawSocket raw = new RawSocket(port, 65_536)) {
            raw.write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(raw.input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static RawSocket open(int port) throws IOException {
        return open(port, 65_536);
    }

    static RawSocket open(int port, int receiveBufferBytes) throws IOException {
        RawSocket raw = new RawSocket(port, receiveBufferBytes);
        String status = raw.upgrade(port, "");
        if (!status.contains(" 101 ")) {
            throw new IOException("not upgraded: " + status);
        }
        return raw;
    }

    private String upgrade(int port, String header) throws IOException {
        write(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Extensions: permessage-deflate\r\n" + header + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) input.readUnsignedByte());
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    void write(byte[] bytes) throws IOException {
        OutputStream output = socket.getOutputStream();
        output.write(bytes);
        output.flush();
    }

    void text(String json) throws IOException {
        frame(FIN | TEXT, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    void frame(int first, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(header(first, payload.length));
        frame.writeBytes(payload);
        write(frame.toByteArray());
    }

    /** The header of a masked frame that declares this length. */
    static byte[] header(int first, long length) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(first);
        if (length < 126) {
            header.write(0x80 | (int) length);
        } else {
            int bytes = length < 65_536 ? 2 : 8;
            header.write(0x80 | (bytes == 2 ? 126 : 127));
            for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
                header.write((int) (length >>> shift));
            }
        }
        header.writeBytes(new byte[4]);
        return header.toByteArray();
    }

    Frame read() throws IOException {
        int opcode = input.readUnsignedByte() & 0x0F;
        long length = input.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = input.readUnsignedShort();
        } else if (length == 127) {
            length = input.readLong();
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        input.readFully(payload);
        return new Frame(opcode, ByteBuffer.wrap(payload));
    }

    /** The next text that contains this. */
    String awaitText(String part) throws IOException {
        Frame frame = read();
        while (frame.opcode() != TEXT || !frame.text().contains(part)) {
            frame = read();
        }
        return frame.text();
    }

    /** Reads to the close frame and returns its status. */
    int awaitClose() throws IOException {
        Frame frame = read();
        while (frame.opcode() != CLOSE) {
            frame = read();
        }
        return frame.closeStatus();
    }

    /** Reads until the server has cut the connection. */
    void awaitEnd() throws IOException {
        try {
            while (input.read() >= 0) {
                // Whatever was on its way.
            }
        } catch (SocketException reset) {
            // A reset is an end, too.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
