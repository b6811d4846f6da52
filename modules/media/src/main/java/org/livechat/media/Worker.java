package org.livechat.media;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;
import org.livechat.rtc.rtp.PacketKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that owns a UDP port, the endpoints that are reached through it, their ciphers and buffers. Others reach it
 * by {@link #submit}, and other workers, for packets, through its inbox.
 */
final class Worker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private static final int BATCH = PacketRun.MOST;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long STOP_MILLIS = 5000;

    private final DatagramPort port;
    private final long bit;
    private final boolean hasFellows;
    private final Deadlines deadlines = new Deadlines();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Inbox inbox = new Inbox();
    private final PacketRun handedRun = new PacketRun();
    private final MediaCounters counters = new MediaCounters();
    private final MediaSender sender;
    private final EndpointDirectory directory;
    private final StunResponder stun;
    private final EndpointLife life;
    private final Feedback feedback;
    private final FanOut fanOut;
    private final RtpRelay rtp;
    private final RtcpDesk rtcp;
    private final Thread thread;

    private volatile boolean running = true;
    private volatile boolean waiting;
    private long now = System.nanoTime();

    /**
     * @param index which of the plane's workers this is, from 0
     * @param hasFellows whether there are others
     */
    Worker(DatagramPort port, int index, boolean hasFellows, WorkerParts parts) {
        this.port = port;
        this.bit = 1L << index;
        this.hasFellows = hasFellows;
        this.directory = parts.directory();
        this.sender = new MediaSender(port, counters);
        this.feedback = new Feedback(this, sender, parts.events());
        this.life = new EndpointLife(this, sender, parts);
        this.stun = new StunResponder(this, directory, sender, life);
        var bursts = new BurstWatch(this, sender, parts.events(), parts.tracksChanged(), parts.levelsChanged());
        this.fanOut = new FanOut(this, sender, feedback, bursts);
        this.rtp = new RtpRelay(counters, new Gate(counters, parts.events()), fanOut, bursts);
        this.rtcp = new RtcpDesk(counters, feedback);
        this.thread = Thread.ofPlatform().name("media-worker-" + index).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Has something done by the worker's thread, soon. Any thread. */
    void submit(Runnable command) {
        commands.add(command);
        wakeUp();
    }

    MediaCounters counters() {
        return counters;
    }

    /** Datagrams that the kernel did not take. Any thread. */
    long sendFailures() {
        return port.sendFailures();
    }

    /** What the kernel took in one piece, see {@link DatagramPort#messagesSent}. Any thread. */
    long messagesSent() {
        return port.messagesSent();
    }

    Feedback feedback() {
        return feedback;
    }

    /** This worker's own bit among those of all workers. */
    long bit() {
        return bit;
    }

    /** Whether there are other workers. */
    boolean hasFellows() {
        return hasFellows;
    }

    /** Whether an endpoint's state belongs to this worker. */
    boolean owns(Endpoint endpoint) {
        return !hasFellows || endpoint.worker() == this;
    }

    /** Begins to wait for an endpoint's client. Any thread. */
    void opened(Endpoint endpoint) {
        submit(() -> life.opened(endpoint));
    }

    /** Lets go of what a closed endpoint of its own held. Any thread. */
    void closed(Endpoint endpoint) {
        submit(() -> life.closed(endpoint));
    }

    /** Ends the bursts of its own endpoints' slots whose source is no longer the one assigned,
     * and asks new ones to begin. Any thread. */
    void slotsChanged(List<Endpoint> endpoints) {
        submit(() -> endpoints.stream()
                .flatMap(endpoint -> endpoint.sections().slots().stream())
                .forEach(slot -> slot.follow(now, sender, feedback)));
    }

    /** Ends slots that a new offer has taken away. Any thread. */
    void slotsRemoved(List<Slot> slots) {
        submit(() -> slots.forEach(slot -> slot.follow(now, sender, feedback)));
    }

    /** Takes a datagram of one of its endpoints that reached another worker. That worker's thread. */
    void take(byte[] buffer, int offset, int length, PeerAddress from, MediaCounters counts) {
        if (!inbox.offer(buffer, offset, length, from)) {
            counts.increment(MediaCounters.Count.DROPPED_HAND_OVER);
        }
        wakeUp();
    }

    /** Takes decrypted packets for its listeners. The thread of the worker that received them. */
    void take(PacketRun run, MediaCounters counts) {
        for (int i = 0; i < run.size(); i++) {
            if (!inbox.offer(run.packet(i), run.ssrc(), run.picture())) {
                counts.increment(MediaCounters.Count.DROPPED_HAND_OVER);
            }
        }
        wakeUp();
    }

    /** The time of the round that is being worked on. The worker's thread only. */
    long nowNanos() {
        return now;
    }

    /** Runs an action later. The worker's thread only. */
    void after(long nanos, Runnable action) {
        deadlines.at(now + nanos, action);
    }

    /** One round; returns how much there was to do. */
    int doWork(long nowNanos) {
        now = nowNanos;
        int count = port.receive(this::received, BATCH);
        rtp.flush(nowNanos);
        count += hasFellows ? takeInbox() : 0;
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
            count++;
        }
        count += deadlines.run(nowNanos);
        port.flush();
        return count;
    }

    private int takeInbox() {
        int count = 0;
        while (count < BATCH && inbox.hasNext()) {
            HandedPacket handed = inbox.next();
            PeerAddress from = handed.from();
            if (from != null) {
                dispatch(handed.buffer(), 0, handed.length(), from);
            } else if (handedRun.takes(handed.packet().track(), handed.ssrc(), handed.picture())) {
                handedRun.add(handed.packet());
            } else {
                forwardHanded();
                handedRun.begin(handed.packet(), handed.ssrc(), handed.picture());
            }
            count++;
        }
        forwardHanded();
        rtp.flush(now);
        inbox.release();
        return count;
    }

    private void forwardHanded() {
        if (handedRun.size() > 0) {
            fanOut.forward(handedRun, now);
            handedRun.clear();
        }
    }

    private void received(byte[] buffer, int offset, int length, PeerAddress from) {
        counters.increment(MediaCounters.Count.PACKETS_IN);
        counters.add(MediaCounters.Count.BYTES_IN, length);
        dispatch(buffer, offset, length, from);
    }

    private void dispatch(byte[] buffer, int offset, int length, PeerAddress from) {
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
        if (!owns(endpoint)) {
            endpoint.claim(this).take(buffer, offset, length, from, counters);
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
                    await();
                }
            } catch (RuntimeException e) {
                // A defect, met by one packet or command: the others go on.
                log.error("a media worker failed on one packet or command", e);
            }
        }
    }

    // Says that it waits before it looks a last time, so that who comes in between wakes it up.
    private void await() {
        waiting = true;
        if (commands.isEmpty() && !inbox.hasNext() && running) {
            port.await(Math.min(deadlines.untilNext(System.nanoTime()), LONGEST_WAIT_NANOS));
        }
        waiting = false;
    }

    private void wakeUp() {
        if (waiting) {
            port.wakeUp();
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
