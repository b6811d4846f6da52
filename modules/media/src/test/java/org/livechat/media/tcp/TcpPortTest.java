package org.livechat.media.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.api.transport.PeerAddress;
import org.livechat.rtc.frame.FrameLength;

/** How much a port reads, of real connections, for a handler that knows clients by what the test says. */
@Timeout(60)
class TcpPortTest {
    private static final int PATIENCE_SECONDS = 20;
    private static final int CONNECTIONS = 32;
    private static final int PACKET_BYTES = 100;
    private static final int PACKETS_OF_A_BLOCK = 500;

    /** Packets of the read that overdraws an allowance. */
    private static final int OF_A_READ = 64;

    private final Handler handler = new Handler();
    private final List<Socket> sockets = new ArrayList<>();
    private final List<Thread> floods = new ArrayList<>();
    private TcpPort port;

    @BeforeEach
    void open() throws IOException {
        port = open(Duration.ofMinutes(5));
    }

    private TcpPort open(Duration patience) throws IOException {
        var opened = TcpPort.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new TcpLimits(100, 100, patience));
        opened.start(handler);
        return opened;
    }

    @AfterEach
    void close() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        for (Thread flood : floods) {
            flood.join();
        }
        port.close();
        assertThat(port.defects()).isZero();
    }

    @Test
    void all_connections_of_a_client_are_read_no_faster_than_one() throws Exception {
        long begin = System.nanoTime();
        handler.client = ReadAllowance.ofClient(begin);
        for (int i = 0; i < CONNECTIONS; i++) {
            flood(connect(), block(PACKET_BYTES));
        }
        await(() -> port.counters().get(TcpCounters.Count.DEFERRED_FAST) >= CONNECTIONS);
        await(() -> handler.packets.get() > 3 * ReadAllowance.BYTES_PER_SECOND / ReadAllowance.LEAST_OF_A_PACKET);

        int read = handler.packets.get();
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertThat(read)
                .isLessThan((int) ((seconds * ReadAllowance.BYTES_PER_SECOND + ReadAllowance.MOST_AT_ONCE)
                                / ReadAllowance.LEAST_OF_A_PACKET)
                        + OF_A_READ);
    }

    @Test
    void all_connections_of_a_client_have_their_turn() throws Exception {
        handler.client = ReadAllowance.ofClient(System.nanoTime());
        for (int i = 0; i < CONNECTIONS; i++) {
            flood(connect(), block(PACKET_BYTES));
        }
        await(() -> port.counters().get(TcpCounters.Count.DEFERRED_FAST) >= CONNECTIONS);
        Socket last = connect();
        int before = handler.packets.get();
        last.getOutputStream().write(new byte[] {0, 1, Handler.MARK});
        await(() -> handler.marks.get() == 1);

        // Each of the others may be read once before, which is twice what is there to be counted.
        assertThat(handler.packets.get() - before).isLessThan(2 * CONNECTIONS * OF_A_READ);
    }

    @Test
    void a_connection_that_its_worker_has_no_room_for_counts_once_until_it_is_read() throws Exception {
        handler.client = ReadAllowance.ofClient(System.nanoTime());
        Socket socket = connect();
        handler.room = false;
        socket.getOutputStream().write(new byte[] {0, 1, 7});
        int asked = handler.asked.get();
        await(() -> handler.asked.get() > asked + 20);
        assertThat(port.counters().get(TcpCounters.Count.DEFERRED_BUSY)).isEqualTo(1);
        assertThat(handler.packets).hasValue(0);

        handler.room = true;
        await(() -> handler.packets.get() == 1);
        assertThat(port.counters().get(TcpCounters.Count.DEFERRED_BUSY)).isEqualTo(1);
    }

    @Test
    void a_client_s_packets_without_a_byte_take_of_what_it_may_send() throws Exception {
        handler.client = ReadAllowance.ofClient(System.nanoTime());
        // Half as many bytes as may come at once.
        connect().getOutputStream().write(new byte[(int) ReadAllowance.MOST_AT_ONCE / 2]);
        await(() -> port.counters().get(TcpCounters.Count.DEFERRED_FAST) > 0);
        assertThat(handler.packets).hasValue(0);
    }

    @Test
    void a_stranger_s_packets_without_a_byte_end_its_connection() throws Exception {
        Socket socket = connect();
        socket.getOutputStream().write(new byte[65 * FrameLength.BYTES]);
        await(() -> port.counters().get(TcpCounters.Count.CLOSED_FLOOD) == 1);
        assertThat(handler.packets).hasValue(0);
    }

    @Test
    void one_that_ends_while_there_is_no_room_for_it_is_forgotten() throws Exception {
        port.close();
        port = open(Duration.ofMillis(1));
        handler.client = ReadAllowance.ofClient(System.nanoTime());
        handler.firstStranger = 2;
        handler.room = false;
        connect().getOutputStream().write(new byte[] {0, 1, 7});
        await(() -> handler.asked.get() > 0);
        connect().getOutputStream().write(new byte[] {0, 1, 7});
        await(() -> port.counters().get(TcpCounters.Count.CLOSED_UNPROVEN) == 1);

        int asked = handler.asked.get();
        await(() -> handler.asked.get() > asked + 4);
        handler.askedOfStrangers.set(0);
        await(() -> handler.asked.get() > asked + 20);
        assertThat(handler.askedOfStrangers).hasValue(0);
    }

    @Test
    void who_reads_again_is_sent_what_comes_then() throws Exception {
        handler.client = ReadAllowance.ofClient(System.nanoTime());
        Socket socket = connect();
        socket.getOutputStream().write(new byte[] {0, 1, 7});
        await(() -> handler.packets.get() == 1);
        FrameSender sender = port.sender();
        byte[] packet = new byte[1000];
        await(() -> {
            for (int i = 0; i < 10; i++) {
                sender.send(packet, 0, packet.length, false, handler.last);
            }
            return port.counters().get(TcpCounters.Count.DROPPED_FULL) > 0;
        });

        var marks = new AtomicInteger();
        floods.add(Thread.ofVirtual().start(() -> countMarks(socket, marks)));
        packet[0] = Handler.MARK;
        await(() -> {
            sender.send(packet, 0, packet.length, false, handler.last);
            return marks.get() > 0;
        });
    }

    private static void countMarks(Socket socket, AtomicInteger marks) {
        try {
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            while (true) {
                byte[] packet = in.readNBytes(in.readUnsignedShort());
                if (packet[0] == Handler.MARK) {
                    marks.incrementAndGet();
                }
            }
        } catch (IOException closed) {
            // the test has seen enough
        }
    }

    private Socket connect() throws IOException {
        InetSocketAddress address = port.localAddress().orElseThrow();
        var socket = new Socket(address.getAddress(), address.getPort());
        sockets.add(socket);
        return socket;
    }

    private void flood(Socket socket, byte[] block) {
        floods.add(Thread.ofVirtual().start(() -> floodUntilClosed(socket, block)));
    }

    private static void floodUntilClosed(Socket socket, byte[] block) {
        try {
            OutputStream out = socket.getOutputStream();
            while (true) {
                out.write(block);
            }
        } catch (IOException closed) {
            // the test has seen enough
        }
    }

    private static byte[] block(int packetBytes) {
        var block = ByteBuffer.allocate(PACKETS_OF_A_BLOCK * (FrameLength.BYTES + packetBytes));
        while (block.hasRemaining()) {
            FrameLength.write(block, packetBytes);
            block.position(block.position() + packetBytes);
        }
        return block.array();
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(1);
        }
    }

    /** Counts what comes; whose connections are one client's, or strangers', as it is told. */
    private static final class Handler implements TcpHandler {
        static final byte MARK = 42;

        final AtomicInteger packets = new AtomicInteger();
        final AtomicInteger marks = new AtomicInteger();
        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger askedOfStrangers = new AtomicInteger();
        volatile boolean room = true;
        volatile long firstStranger = Long.MAX_VALUE;

        volatile PeerAddress last = PeerAddress.of(0, 0, 0, 0);

        @Nullable
        volatile ReadAllowance client;

        @Override
        public boolean hasRoom(PeerAddress from) {
            asked.incrementAndGet();
            if (from.stream() >= firstStranger) {
                askedOfStrangers.incrementAndGet();
            }
            return room;
        }

        @Override
        public void received(byte[] buffer, int offset, int length, PeerAddress from) {
            last = from;
            packets.incrementAndGet();
            if (buffer[offset] == MARK) {
                marks.incrementAndGet();
            }
        }

        @Override
        public @Nullable ReadAllowance allowance(PeerAddress address) {
            return address.stream() < firstStranger ? client : null;
        }

        @Override
        public void closed(PeerAddress address) {}
    }
}
