package org.livechat.netlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * The network of one person: real UDP, that stays on the machine. Whatever address a browser sends from has a socket of its own towards the
 * server, as behind a NAT, and all share one link a direction. What delay, rate and queue do, they do to everything from the
 * first STUN check on; packets are lost from {@link #begin} on, so that every run has its media up before.
 *
 * <p>One thread does it all, to about a millisecond. The methods may be called by any thread.
 */
final class ImpairingRelay implements AutoCloseable {
    private static final int SOCKET_BUFFER = 4 << 20;

    private final Selector selector = Selector.open();
    private final List<Door> doors = new ArrayList<>();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Passage fromBrowser = new Passage();
    private final Passage toBrowser = new Passage();
    private final Thread thread =
            Thread.ofPlatform().name("netlab-relay").daemon().unstarted(this::run);
    private volatile boolean closed;

    private ImpairingRelay(InetAddress address, int doorCount) throws IOException {
        for (int i = 0; i < doorCount; i++) {
            doors.add(new Door(this, address, fromBrowser, toBrowser));
        }
    }

    /**
     * Opens one that does nothing to packets yet.
     *
     * @param address of this machine, that the browser is to reach it at
     * @param doorCount how many ports it has for browsers, each with a server's port of its own behind it
     */
    static ImpairingRelay open(InetAddress address, int doorCount) throws IOException {
        ImpairingRelay relay = new ImpairingRelay(address, doorCount);
        relay.thread.start();
        return relay;
    }

    /** The ports that browsers send to. */
    List<Integer> ports() {
        return doors.stream().map(Door::port).toList();
    }

    /** Says what is behind a door; what comes before is dropped. */
    void lead(int door, String host, int port) {
        InetSocketAddress server = new InetSocketAddress(InetAddress.ofLiteral(host), port);
        ask(() -> doors.get(door).lead(server));
    }

    /** Starts anew with another network, which loses nothing yet. What is under way is gone. */
    void restart(Impairment outward, Impairment inward, long seed) {
        ask(() -> fromBrowser.restart(outward, 2 * seed) && toBrowser.restart(inward, 2 * seed + 1));
    }

    /** From now on packets are lost, and all are counted. */
    void begin() {
        ask(() -> fromBrowser.begin() && toBrowser.begin());
    }

    /** Changes the network while it runs. */
    void change(Impairment outward, Impairment inward) {
        ask(() -> fromBrowser.change(outward) && toBrowser.change(inward));
    }

    /** What the browser has sent since the beginning. */
    LinkCounts fromBrowser() {
        return ask(fromBrowser::counts);
    }

    /** What was sent to the browser since the beginning. */
    LinkCounts toBrowser() {
        return ask(toBrowser::counts);
    }

    private <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        commands.add(() -> answer.complete(question.get()));
        selector.wakeup();
        return answer.join();
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(ImpairingRelay::receive, untilNextMillis());
                for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
                    command.run();
                }
                fromBrowser.deliver();
                toBrowser.deliver();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the network of a person broke down", e);
        }
    }

    /** As a selector has it: 0 is forever. */
    private long untilNextMillis() {
        long until = Math.min(fromBrowser.untilNextMillis(), toBrowser.untilNextMillis());
        return until == Passage.NOTHING ? 0 : Math.max(1, until);
    }

    private static void receive(SelectionKey key) {
        try {
            ((Receiver) key.attachment()).receive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A socket on a free port of an address, whose packets a receiver takes. */
    DatagramChannel socket(InetAddress address, Receiver receiver) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
        channel.bind(new InetSocketAddress(address, 0));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, receiver);
        return channel;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** Takes all packets that wait at a socket. */
    interface Receiver {
        void receive() throws IOException;
    }
}
