package org.livechat.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.BiConsumer;
import org.livechat.protocol.ClientPacket;
import org.livechat.protocol.PacketCodec;
import org.livechat.protocol.ServerMessage;

/** A WebSocket server for one connection that does what a test says. */
final class ScriptedServer implements AutoCloseable {
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private volatile OutputStream out;

    /** Sends {@code greeting}, then calls the script for each packet of the client. */
    ScriptedServer(ServerMessage greeting, BiConsumer<ScriptedServer, ClientPacket> script) throws IOException {
        Thread.ofVirtual().start(() -> {
            try (var connection = socket.accept()) {
                serve(connection, greeting, script);
            } catch (Exception e) {
                // the client went away, or the test is over
            }
        });
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + socket.getLocalPort() + "/ws");
    }

    void send(ServerMessage message) {
        frame(TEXT, PacketCodec.encode(message).toString().getBytes(StandardCharsets.UTF_8));
    }

    void sendRaw(String text) {
        frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void closeWith(int status, String reason) {
        var text = reason.getBytes(StandardCharsets.UTF_8);
        frame(
                CLOSE,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) status)
                        .put(text)
                        .array());
    }

    private void serve(Socket connection, ServerMessage greeting, BiConsumer<ScriptedServer, ClientPacket> script)
            throws Exception {
        var in = new DataInputStream(connection.getInputStream());
        out = connection.getOutputStream();
        upgrade(in);
        send(greeting);
        for (var opcode = in.read(); opcode == TEXT; opcode = in.read()) {
            script.accept(this, PacketCodec.decodeClient(payload(in)));
        }
    }

    private void upgrade(DataInputStream in) throws Exception {
        var request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            request.append((char) in.read());
        }
        var key = request.toString().replaceAll("(?s).*Sec-WebSocket-Key: ([^\r]+)\r\n.*", "$1");
        var digest = MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.UTF_8));
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String payload(DataInputStream in) throws IOException {
        var length = in.read() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        var mask = in.readNBytes(4);
        var text = in.readNBytes(length);
        for (var i = 0; i < length; i++) {
            text[i] ^= mask[i % 4];
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private void frame(int opcode, byte[] payload) {
        var header = payload.length < 126
                ? new byte[] {(byte) opcode, (byte) payload.length}
                : new byte[] {(byte) opcode, 126, (byte) (payload.length >> 8), (byte) payload.length};
        try {
            out.write(header);
            out.write(payload);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
