package org.livechat.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.livechat.rtc.dtls.DtlsIdentity;
import org.livechat.rtc.srtp.SrtpProfile;
import org.livechat.rtc.srtp.SrtpWorkspace;

/**
 * One thread that receives for many peers, keeps their consent alive and has their handshakes done elsewhere: for load
 * tests with thousands of them. Its methods may be called from any thread.
 */
public final class PeerLoop implements AutoCloseable {
    /** As patient as a browser, whose checks go on for half a minute. */
    static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(30);

    private static final int SOCKET_BUFFER_BYTES = 1 << 18;
    private static final int BUFFER_BYTES = 2048;
    private static final long LOOK_MILLIS = 20;
    private static final long AWAKE_NANOS = 100_000_000L;

    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity = DtlsIdentity.generate();
    private final List<SrtpProfile> profiles;
    private final Selector selector;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private final boolean wakeful;
    private volatile boolean closed;

    // of the loop's thread
    private final Set<LoopPeer> peers = new LinkedHashSet<>();
    private final SrtpWorkspace workspace = new SrtpWorkspace();
    private final byte[] checkBuffer = new byte[BUFFER_BYTES];
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private final ArrivedPacket packet;

    private PeerLoop(SrtpChoice choice, Selector selector, boolean wakeful) {
        this.profiles = choice.profiles();
        this.selector = selector;
        this.wakeful = wakeful;
        this.packet = new ArrivedPacket(buffer);
        this.thread = Thread.ofPlatform().daemon().name("peer-loop").unstarted(this::run);
    }

    /** Starts a loop whose peers offer that choice of SRTP profiles and share one certificate. */
    public static PeerLoop start(SrtpChoice choice) throws IOException {
        return start(choice, false);
    }

    /**
     * Starts a loop like {@link #start(SrtpChoice)}.
     *
     * @param wakeful whether its thread goes on looking for 100 ms after each packet instead of falling asleep: who sends to a
     *     thread that sleeps pays for waking it up, which for a single packet is more than the packet's own cost
     */
    public static PeerLoop start(SrtpChoice choice, boolean wakeful) throws IOException {
        var loop = new PeerLoop(choice, Selector.open(), wakeful);
        loop.thread.start();
        return loop;
    }

    /** A new peer, on a port of the system's choice. */
    public LoopPeer peer(LoopListener listener) throws IOException {
        var channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
        channel.configureBlocking(false);
        channel.bind(null);
        return new LoopPeer(this, channel, listener);
    }

    /** Closes all peers, and waits until that is done. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    SecureRandom random() {
        return random;
    }

    DtlsIdentity identity() {
        return identity;
    }

    List<SrtpProfile> profiles() {
        return profiles;
    }

    void execute(Runnable command) {
        commands.add(command);
        selector.wakeup();
    }

    SrtpWorkspace workspace() {
        return workspace;
    }

    byte[] checkBuffer() {
        return checkBuffer;
    }

    void add(LoopPeer peer, DatagramChannel channel) {
        try {
            channel.register(selector, SelectionKey.OP_READ, peer);
            peers.add(peer);
        } catch (ClosedChannelException _) {
            peer.closed();
        }
    }

    void remove(LoopPeer peer) {
        peers.remove(peer);
        peer.closed();
    }

    private void run() {
        var nextLook = System.nanoTime();
        var awakeUntil = nextLook;
        var now = nextLook;
        try (selector) {
            while (!closed) {
                obey();
                var found = now - awakeUntil < 0
                        ? selector.selectNow(this::readable)
                        : selector.select(this::readable, LOOK_MILLIS);
                now = System.nanoTime();
                if (wakeful && found > 0) {
                    awakeUntil = now + AWAKE_NANOS;
                }
                if (now - nextLook >= 0) {
                    nextLook = now + LOOK_MILLIS * 1_000_000L;
                    var looked = now;
                    peers.forEach(peer -> peer.look(looked));
                }
            }
            obey();
            peers.forEach(LoopPeer::closed);
        } catch (IOException broken) {
            throw new UncheckedIOException("the selector of a peer loop failed", broken);
        }
    }

    private void readable(SelectionKey key) {
        if (key.attachment() instanceof LoopPeer peer) {
            peer.readable(buffer, view, packet);
        }
    }

    private void obey() {
        for (var command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
        }
    }
}
