package org.livechat.tools.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A relay that passes datagrams on as they are, and loses, doubles or swaps some, as it is told; and counts what it did. */
final class ImpairedPath implements AutoCloseable {
    private static final int BUFFER_BYTES = 2048;

    /** What becomes of one datagram in so many; 0 for none. */
    record Impairment(int losesOneIn, int doublesOneIn, int swapsOneIn) {}

    private final Impairment impairment;
    private final DatagramSocket socket;
    private final Thread thread;
    private final List<InetSocketAddress> receivers = new ArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger doubled = new AtomicInteger();
    private final AtomicInteger swapped = new AtomicInteger();
    private int arrived;
    private byte @Nullable [] heldBack;

    ImpairedPath(Impairment impairment, List<InetSocketAddress> receivers) throws SocketException {
        this.impairment = impairment;
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.receivers.addAll(receivers);
        this.thread = Thread.ofPlatform().daemon().name("impaired-path").start(this::run);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Datagrams that were kept from all receivers. */
    int lost() {
        return lost.get();
    }

    int doubled() {
        return doubled.get();
    }

    int swapped() {
        return swapped.get();
    }

    private void run() {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                pass(Arrays.copyOf(buffer, packet.getLength()));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void pass(byte[] datagram) throws IOException {
        arrived++;
        byte[] held = heldBack;
        heldBack = null;
        if (isTurn(impairment.losesOneIn())) {
            lost.incrementAndGet();
        } else if (held == null && isTurn(impairment.swapsOneIn())) {
            heldBack = datagram;
            return;
        } else {
            send(datagram);
            if (isTurn(impairment.doublesOneIn())) {
                doubled.incrementAndGet();
                send(datagram);
            }
            if (held != null) {
                swapped.incrementAndGet();
            }
        }
        if (held != null) {
            send(held);
        }
    }

    private boolean isTurn(int oneIn) {
        return oneIn > 0 && arrived % oneIn == 0;
    }

    private void send(byte[] datagram) throws IOException {
        for (InetSocketAddress receiver : receivers) {
            socket.send(new DatagramPacket(datagram, datagram.length, receiver));
        }
    }

    @Override
    public void close() {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
