package org.livechat.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livechat.rtc.rtp.PacketKind;

/**
 * A network between one talker and the server that hinders the beginning of each burst, and notes when the first packet of it went to the
 * server's socket. Any thread.
 */
final class HinderedStart implements AutoCloseable {
    private static final int MOST_BYTES = 2048;
    private static final Pattern CANDIDATE = Pattern.compile("(a=candidate:\\S+ 1 udp \\d+ \\S+ )(\\d+)( typ host)");

    /** What becomes of a burst's packets. */
    enum Hindrance {
        NONE(0, 0, 0),
        LATE(0, 0, 300),
        SWAPPED(2, 0, 0),
        FIRST_LOST(0, 5, 0);

        /** So many of the first ones are held until one more has come, and go behind it, the latest first. */
        final int swapped;
        /** So many of the first ones never come. */
        final int lost;

        private final int delayMillis;

        Hindrance(int swapped, int lost, int delayMillis) {
            this.swapped = swapped;
            this.lost = lost;
            this.delayMillis = delayMillis;
        }
    }

    private final DatagramSocket talkerSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket serverSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Hindrance hindrance;
    private final InetSocketAddress server;
    private volatile @Nullable SocketAddress talker;

    // Guarded by this.
    private final List<byte[]> held = new ArrayList<>();
    private int came;
    private OptionalLong firstAtMillis = OptionalLong.empty();

    /** @param answer the server's, which says where it is */
    HinderedStart(String answer, Hindrance hindrance) throws IOException {
        Matcher candidate = CANDIDATE.matcher(answer);
        if (!candidate.find()) {
            throw new IllegalArgumentException("an answer without a candidate: " + answer);
        }
        this.hindrance = hindrance;
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(candidate.group(2)));
        Thread.ofVirtual().start(() -> pump(talkerSide, this::fromTalker));
        Thread.ofVirtual().start(() -> pump(serverSide, this::fromServer));
    }

    /** Leads the answer's candidates over this path. */
    String lead(String answer) {
        return CANDIDATE.matcher(answer).replaceAll("$1" + talkerSide.getLocalPort() + "$3");
    }

    /** What comes next is the first packet of a burst. */
    synchronized void expectBurst() {
        came = 0;
        firstAtMillis = OptionalLong.empty();
    }

    /** When the first packet of the burst went to the server, Unix time. */
    synchronized long firstAtMillis() {
        return firstAtMillis.orElseThrow();
    }

    private synchronized void fromTalker(byte[] packet, SocketAddress from) throws IOException {
        talker = from;
        if (PacketKind.of(packet, 0, packet.length) != PacketKind.RTP) {
            sendToServer(packet);
            return;
        }
        came++;
        if (came <= hindrance.swapped) {
            held.addFirst(packet);
        } else if (came > hindrance.lost) {
            spoken(packet);
            for (byte[] before : held) {
                spoken(before);
            }
            held.clear();
        }
    }

    private void spoken(byte[] packet) throws IOException {
        if (hindrance.delayMillis == 0) {
            speak(packet);
        } else {
            var _ = clock.schedule(() -> speak(packet), hindrance.delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized @Nullable Void speak(byte[] packet) throws IOException {
        if (firstAtMillis.isEmpty()) {
            firstAtMillis = OptionalLong.of(System.currentTimeMillis());
        }
        sendToServer(packet);
        return null;
    }

    private void fromServer(byte[] packet, SocketAddress from) throws IOException {
        SocketAddress to = talker;
        if (to != null) {
            talkerSide.send(new DatagramPacket(packet, packet.length, to));
        }
    }

    private void sendToServer(byte[] packet) throws IOException {
        serverSide.send(new DatagramPacket(packet, packet.length, server));
    }

    private interface Taker {
        void take(byte[] packet, SocketAddress from) throws IOException;
    }

    private void pump(DatagramSocket from, Taker taker) {
        DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        try {
            while (true) {
                packet.setLength(MOST_BYTES);
                from.receive(packet);
                taker.take(Arrays.copyOf(packet.getData(), packet.getLength()), packet.getSocketAddress());
            }
        } catch (IOException e) {
            if (!talkerSide.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        talkerSide.close();
        serverSide.close();
    }
}
