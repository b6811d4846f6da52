package org.livechat.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Signs in, asks for lists as often as one may, and reads nothing until it is cut; then comes again. Masks its frames with zeros. */
final class DeafStranger implements Runnable {
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(25);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final byte[] UPGRADE = """
            GET /ws HTTP/1.1\r
            Host: 127.0.0.1\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """.getBytes(StandardCharsets.US_ASCII);

    private static final int RECEIVE_BUFFER = 4096;
    private static final int READ_MILLIS = 30_000;

    private final Stage stage;
    private final Supplier<Optional<Epoch>> epochs;
    private final CountDownLatch over;
    private final String userId;

    DeafStranger(Stage stage, Supplier<Optional<Epoch>> epochs, CountDownLatch over, int number) {
        this.stage = stage;
        this.epochs = epochs;
        this.over = over;
        this.userId = "deaf%03d".formatted(number);
    }

    @Override
    public void run() {
        try {
            while (!over.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
                if (epochs.get().isPresent()) {
                    askUntilCut();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void askUntilCut() throws InterruptedException {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
            socket.setSoTimeout(READ_MILLIS);
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), stage.server().port()));
            OutputStream out = socket.getOutputStream();
            out.write(UPGRADE);
            out.write(frame(
                    "{\"op\":3,\"d\":{\"user_id\":\"%s\",\"token\":\"%s\"}}".formatted(userId, ServerProcess.SECRET)));
            readTo(socket.getInputStream(), "session_id");
            for (int id = 0; !over.await(BETWEEN_REQUESTS.toMillis(), TimeUnit.MILLISECONDS); id++) {
                out.write(frame("{\"op\":15,\"id\":%d}".formatted(id)));
            }
        } catch (IOException cut) {
            stage.figures().count("strangers cut who read nothing");
        }
    }

    private static void readTo(InputStream in, String text) throws IOException {
        var read = new StringBuilder();
        byte[] some = new byte[RECEIVE_BUFFER];
        while (read.indexOf(text) < 0) {
            int length = in.read(some);
            if (length < 0) {
                throw new IOException("the connection ended");
            }
            read.append(new String(some, 0, length, StandardCharsets.ISO_8859_1));
        }
    }

    /** A text frame of at most 125 bytes (RFC 6455 5.2). */
    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = new ByteArrayOutputStream();
        frame.write(0x81);
        frame.write(0x80 | payload.length);
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }
}
