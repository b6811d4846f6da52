package org.livechat.media;

import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.livechat.rtc.rtp.PacketKind;
import org.livechat.transport.DatagramPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that owns a UDP port, the endpoints that are reached through it, their ciphers and buffers. Others reach it
 * by {@link #submit}.
 */
final class Worker implements Feedback.Later, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private static final int BATCH = 64;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long STOP_MILLIS = 5000;

    private final DatagramPort port;
    private final Deadlines deadlines = new Deadlines();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final MediaCounters counters = new MediaCounters();
    private final MediaSender sender;
    private final Feedback feedback;
    private final EndpointDirectory directory;
    private final StunResponder stun;
    private final EndpointLife life;
    private final RtpRelay rtp;
    private final RtcpDesk rtcp;
    private final Thread thread;

    private volatile boolean running = true;
    private long now = System.nanoTime();

    Worker(
            DatagramPort port,
            EndpointDirectory directory,
            Handshakes handshakes,
            MediaEvents events,
            MediaSettings settings,
            Consumer<ChannelRelay> tracksChanged,
            Consumer<ChannelRelay> levelsChanged) {
        this.port = port;
        this.directory = directory;
        this.sender = new MediaSender(port, counters);
        this.feedback = new Feedback(sender, this);
        this.life = new EndpointLife(this, directory, sender, handshakes, events, settings);
        this.stun = new StunResponder(directory, sender, life);
        this.rtp = new RtpRelay(
                sender,
                new Gate(counters, events),
                feedback,
                new BurstWatch(this, sender, events, tracksChanged, levelsChanged));
        this.rtcp = new RtcpDesk(counters, feedback);
        this.thread = Thread.ofPlatform().name("media-worker").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Has something done by the worker's thread, soon. Any thread. */
    void submit(Runnable command) {
        commands.add(command);
        port.wakeUp();
    }

    MediaCounters counters() {
        return counters;
    }

    MediaSender sender() {
        return sender;
    }

    /** Begins to answer an endpoint's client. Any thread. */
    void open(Endpoint endpoint) {
        directory.add(endpoint);
        submit(() -> life.opened(endpoint));
    }

    /** Forgets an endpoint. Any thread. */
    void close(Endpoint endpoint) {
        if (directory.remove(endpoint)) {
            endpoint.close();
            submit(() -> life.closed(endpoint));
        }
    }

    /** Ends the bursts of slots whose source is no longer the one assigned, and asks new ones to begin. Any thread. */
    void slotsChanged(ChannelRelay.Change change) {
        submit(() -> change.endpoints().stream()
                .flatMap(endpoint -> endpoint.sections().slots().stream())
                .forEach(slot -> slot.follow(now, sender, feedback)));
    }

    /** The time of the round that is being worked on. The worker's thread only. */
    @Override
    public long nowNanos() {
        return now;
    }

    /** Runs an action later. The worker's thread only. */
    @Override
    public void after(long nanos, Runnable action) {
        deadlines.at(now + nanos, action);
    }

    /** One round; returns how much there was to do. */
    int doWork(long nowNanos) {
        now = nowNanos;
        int count = port.receive(this::received, BATCH);
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
            count++;
        }
        count += deadlines.run(nowNanos);
        port.flush();
        return count;
    }

    private void received(byte[] buffer, int offset, int length, InetSocketAddress from) {
        counters.increment(MediaCounters.Count.PACKETS_IN);
        counters.add(MediaCounters.Count.BYTES_IN, length);
        PacketKind kind = PacketKind.of(buffer, offset, length);
        if (kind == PacketKind.STUN) {
            stun.received(buffer, offset, length, from, now);
            return;
        }
        Endpoint endpoint = directory.at(from);
        if (endpoint == null) {
            counters.increment(MediaCounters.Count.DROPPED_UNKNOWN_SOURCE);
            return;
        }
        switch (kind) {
            case RTP -> rtp.received(endpoint, buffer, offset, length, now);
            case RTCP -> rtcp.received(endpoint, buffer, offset, length, now);
            case DTLS -> life.dtlsReceived(endpoint, buffer, offset, length);
            case STUN, UNKNOWN -> counters.increment(MediaCounters.Count.DROPPED_UNKNOWN_KIND);
        }
    }

    private void run() {
        while (running) {
            try {
                if (doWork(System.nanoTime()) == 0) {
                    port.await(Math.min(deadlines.untilNext(System.nanoTime()), LONGEST_WAIT_NANOS));
                }
            } catch (RuntimeException e) {
                // A defect, met by one packet or command: the others go on.
                log.error("a media worker failed on one packet or command", e);
            }
        }
    }

    @Override
    public void close() {
        running = false;
        port.wakeUp();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        port.close();
    }
}
