package org.livechat.client;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.livechat.rtc.dtls.DtlsRecordGuard;
import org.livechat.rtc.rtp.PacketKind;

/** A network between one peer and the server that keeps what the peer sends and can send it again, or keeps the peer's DTLS
 * from being answered. */
final class TappedPath implements AutoCloseable {
    private static final int MOST_BYTES = 2048;
    private static final byte[] NOTHING = {};
    private static final int MESSAGE_HEADER_BYTES = 12;
    private static final int RECORD_HEADER_BYTES = 13;
    private static final int RECORD_NUMBER_END = 10;
    private static final int HEADERS_BYTES = RECORD_HEADER_BYTES + MESSAGE_HEADER_BYTES;

    private final DatagramSocket peerSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket serverSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final List<byte[]> sentByPeer = new CopyOnWriteArrayList<>();
    private final InetSocketAddress server;
    private final CountDownLatch hello = new CountDownLatch(1);
    private volatile SocketAddress peer;
    private final CountDownLatch answer = new CountDownLatch(1);
    private volatile boolean swallowsDtls;
    private volatile boolean holdsDtls;
    private volatile boolean splitsHellos;
    private volatile UnaryOperator<byte[]> betweenPieces = piece -> NOTHING;
    private volatile UnaryOperator<byte[]> dtlsBecomes = UnaryOperator.identity();
    private volatile UnaryOperator<byte[]> behindDtls = bytes -> NOTHING;

    TappedPath(InetSocketAddress server) throws SocketException {
        this.server = server;
        Thread.ofVirtual().start(() -> forwardToServer());
        Thread.ofVirtual().start(() -> forwardToPeer());
    }

    /** Leads an answer's candidates over this path. */
    String lead(String answer) {
        return answer.replace(" " + server.getPort() + " typ host", " " + peerSide.getLocalPort() + " typ host");
    }

    /** From now on the peer's handshake gets no answer. */
    void swallowDtls() {
        swallowsDtls = true;
    }

    /** From now on no DTLS goes through, as if the peer had not begun its handshake. */
    void holdDtls() {
        holdsDtls = true;
    }

    /** Lets the peer begin its handshake: all goes through from now on, what it said last first. */
    void releaseDtls() throws IOException {
        holdsDtls = false;
        sendAsPeer(dtls().getLast());
    }

    private void sendAsPeer(byte[] datagram) throws IOException {
        if (!splitsHellos) {
            send(datagram);
            return;
        }
        byte[] spread = spread(datagram);
        if (!DtlsRecordGuard.isWholeHello(spread, 0, spread.length)) {
            send(spread);
            return;
        }
        var pieces = split(spread);
        send(pieces.getFirst());
        send(betweenPieces.apply(pieces.getLast()));
        send(pieces.getLast());
    }

    /** Has each datagram of the peer's handshake become another one on its way. */
    void changeDtls(UnaryOperator<byte[]> change) {
        dtlsBecomes = change;
    }

    /** Has something sent behind each datagram of the peer's handshake, which is made from that. */
    void sendBehindDtls(UnaryOperator<byte[]> made) {
        behindDtls = made;
    }

    /** Waits until the server has said something of a handshake. */
    boolean awaitAnswer() throws InterruptedException {
        return answer.await(10, TimeUnit.SECONDS);
    }

    /** Waits until the peer has begun its handshake. */
    boolean awaitHello() throws InterruptedException {
        return hello.await(10, TimeUnit.SECONDS);
    }

    /** RTP packets of the peer, protected as they were. */
    List<byte[]> rtp() {
        return sentByPeer.stream()
                .filter(packet -> (packet[0] & 0xC0) == 0x80 && (packet[1] & 0x7F) == 111)
                .toList();
    }

    /** Datagrams of the peer's handshake. */
    List<byte[]> dtls() {
        return sentByPeer.stream().filter(TappedPath::isDtls).toList();
    }

    /** Connectivity checks of the peer. */
    List<byte[]> checks() {
        return sentByPeer.stream().filter(packet -> packet[0] == 0).toList();
    }

    /** Has something sent before the second piece of each hello, which is made from that. */
    void sendBetweenPieces(UnaryOperator<byte[]> made) {
        betweenPieces = made;
    }

    /** From now on the peer's hellos come in two datagrams each, as those of browsers with keys of post-quantum exchanges do. */
    void splitHellos() {
        splitsHellos = true;
    }

    /** A datagram that is a hello, as two that have a piece of it each (RFC 6347 4.2.3), and records of their own. */
    static List<byte[]> split(byte[] hello) {
        int body = hello.length - HEADERS_BYTES;
        int first = body * 3 / 4;
        byte[] second = piece(hello, first, body - first);
        second[RECORD_NUMBER_END]++;
        return List.of(piece(hello, 0, first), second);
    }

    /** Leaves a number free behind that of each record in the clear. */
    private static byte[] spread(byte[] datagram) {
        byte[] spread = datagram.clone();
        ByteBuffer records = ByteBuffer.wrap(spread);
        for (int at = 0; at < spread.length && records.getShort(at + 3) == 0; ) {
            records.putInt(at + RECORD_NUMBER_END - 3, 2 * records.getInt(at + RECORD_NUMBER_END - 3));
            at += RECORD_HEADER_BYTES + records.getShort(at + RECORD_NUMBER_END + 1);
        }
        return spread;
    }

    private static byte[] piece(byte[] hello, int offset, int length) {
        var piece = Arrays.copyOf(hello, HEADERS_BYTES + length);
        System.arraycopy(hello, HEADERS_BYTES + offset, piece, HEADERS_BYTES, length);
        ByteBuffer.wrap(piece)
                .putShort(HEADERS_BYTES - MESSAGE_HEADER_BYTES - Short.BYTES, (short) (MESSAGE_HEADER_BYTES + length))
                .putShort(HEADERS_BYTES - 5, (short) offset)
                .putShort(HEADERS_BYTES - 2, (short) length);
        return piece;
    }

    /** Sends bytes to the server from where the peer seems to be. */
    void send(byte[] datagram) throws IOException {
        serverSide.send(new DatagramPacket(datagram, datagram.length, server));
    }

    private void forwardToServer() {
        var packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        try {
            while (true) {
                var bytes = receive(peerSide, packet);
                peer = packet.getSocketAddress();
                sentByPeer.add(bytes);
                if (!isDtls(bytes)) {
                    send(bytes);
                    continue;
                }
                if (!holdsDtls) {
                    sendAsPeer(dtlsBecomes.apply(bytes));
                    send(behindDtls.apply(bytes));
                }
                hello.countDown();
            }
        } catch (IOException e) {
            close();
        }
    }

    private void forwardToPeer() {
        var packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        try {
            while (true) {
                var bytes = receive(serverSide, packet);
                if (!((swallowsDtls || holdsDtls) && isDtls(bytes))) {
                    peerSide.send(new DatagramPacket(bytes, bytes.length, peer));
                }
                if (isDtls(bytes)) {
                    answer.countDown();
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    private static boolean isDtls(byte[] datagram) {
        return PacketKind.of(datagram, 0, datagram.length) == PacketKind.DTLS;
    }

    private static byte[] receive(DatagramSocket socket, DatagramPacket packet) throws IOException {
        packet.setLength(MOST_BYTES);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Override
    public void close() {
        peerSide.close();
        serverSide.close();
    }
}
