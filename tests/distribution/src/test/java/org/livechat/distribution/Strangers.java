package org.livechat.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections from many addresses of this machine, since each may have but some, that say as little as they can. */
final class Strangers implements AutoCloseable {
    static final String UPGRADE = String.join(
            "\r\n",
            "GET /ws HTTP/1.1",
            "Host: 127.0.0.1",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");

    private static final int AN_ADDRESS = 60;
    private static final int BATCH = 30;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final Duration PATIENCE = Duration.ofMillis(PATIENCE_MILLIS);
    private static final int SMALL_BUFFER = 4_096;

    private final List<Socket> sockets = new ArrayList<>();
    private final int port;
    private final int network;

    /** @param network 127.x.0.0 of this x is where they come from */
    Strangers(int port, int network) {
        this.port = port;
        this.network = network;
    }

    /** Opens so many more, each of which says the same and is answered with something that ends so. */
    void open(int count, String said, String answered) throws IOException {
        openWithin(PATIENCE, count, said, answered);
    }

    /** The same, but no more once so much time has passed. */
    void openWithin(Duration longest, int count, String said, String answered) throws IOException {
        long begin = System.nanoTime();
        for (int opened = 0; opened < count && System.nanoTime() - begin < longest.toNanos(); opened += BATCH) {
            List<Socket> batch = new ArrayList<>();
            for (int i = 0; i < Math.min(BATCH, count - opened); i++) {
                batch.add(open(said));
            }
            for (Socket socket : batch) {
                readTo(socket, answered);
            }
        }
    }

    private Socket open(String said) throws IOException {
        int address = sockets.size() / AN_ADDRESS;
        var socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.bind(new InetSocketAddress(
                InetAddress.getByAddress(new byte[] {127, (byte) network, (byte) (address >> 8), (byte) address}), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static void readTo(Socket socket, String end) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the connection ended behind " + read);
            }
            read.append((char) next);
        }
    }

    /** Each says a byte more; those to which nobody listens any more are let go. */
    void saySomething(byte something) {
        sockets.removeIf(socket -> !takes(socket, something));
    }

    private static boolean takes(Socket socket, byte something) {
        try {
            socket.getOutputStream().write(something);
            return true;
        } catch (IOException ended) {
            close(socket);
            return false;
        }
    }

    /** How many are open, as far as has been noticed. */
    int open() {
        return sockets.size();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed then.
        }
    }

    @Override
    public void close() {
        sockets.forEach(Strangers::close);
    }
}
