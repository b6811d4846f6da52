package org.livechat.signaling;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.control.Event;
import org.livechat.api.control.Outbox;
import org.livechat.api.control.Session;
import org.livechat.api.network.PerNetworkCount;
import org.livechat.protocol.ClientMessage.Identify;
import org.livechat.protocol.ClientMessage.Resume;

/**
 * What one session's client is told and asks for, whichever connection carries it: when that is lost, the session goes on for a while, and
 * who resumes it gets what was sent since. Both sides count packets, so that each knows what the other has. Thread-safe.
 *
 * <p>While a request is carried out its events are held back, so that a client sees the ACK of a join before the first
 * event of that channel, whichever thread that event comes from.
 */
final class SessionStream implements Outbox {
    /** A connection, as a session sees it. */
    interface Carrier {
        /** Queues a packet; must not block. */
        void queue(Parcel packet);

        /** Has what is queued written. */
        void flush();

        /** Tells the client this error, then closes. */
        void end(ErrorCode code, String reason);

        /** Closes, for the session goes on over another one. */
        void giveWay();
    }

    private final GatewayParts parts;
    private final Credential credential;
    private final TokenPrint token;
    private final Duration patience;
    private volatile @Nullable Session session;

    /** Held while a request is carried out: those of a session come one at a time, also from the connection before. */
    private final ReentrantLock turn = new ReentrantLock();

    private long taken;

    /** Guards what follows; held for short, and no lock but a connection's own is taken under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Queue<Parcel> held = new ArrayDeque<>();
    private final Kept kept;
    private @Nullable Carrier carrier;
    private boolean holding = true;
    private boolean ended;
    private long losses;

    /** Of those who wait for their clients; given back when this one does no more. */
    private Optional<PerNetworkCount.Place> place = Optional.empty();

    /** How many packets there had been when the connection was lost. */
    private long countAtLoss;

    /** By {@link System#nanoTime}. */
    private long lostNanos;

    private SessionStream(GatewayParts parts, Credential credential, TokenPrint token) {
        this.parts = parts;
        this.credential = credential;
        this.token = token;
        this.patience = parts.controlPlane().resumeTimeout();
        this.kept = new Kept(parts.keptBudget(), parts.settings().egress());
    }

    /**
     * Opens a session. Its events wait until it is {@linkplain #carriedBy carried}.
     *
     * @throws org.livechat.api.RequestRefused as {@link org.livechat.api.control.ControlPlane#open}
     */
    static SessionStream open(GatewayParts parts, Credential credential, Identify identify) {
        var stream = new SessionStream(parts, credential, TokenPrint.of(identify.token()));
        var session = parts.controlPlane().open(credential, identify.priority(), stream);
        stream.session = session;
        parts.streams().add(session.id(), stream);
        return stream;
    }

    Session session() {
        return requireNonNull(session);
    }

    String userId() {
        return credential.userId();
    }

    boolean wasOpenedWith(String itsToken) {
        return token.isOf(itsToken);
    }

    /** The session's first connection. */
    void carriedBy(Carrier first) {
        lock.lock();
        try {
            carrier = first;
        } finally {
            lock.unlock();
        }
        release();
    }

    /**
     * Goes on over another connection, which gets READY first and then what it has missed. The one before is closed.
     *
     * @param ready makes READY, of how many packets of the session were taken
     * @return false when that is not possible, and nothing is changed: another client asks, the session has ended, or what was missed is
     *     not here any more
     */
    boolean resume(Resume resume, Credential who, Carrier next, LongFunction<Parcel> ready) {
        if (!credential.equals(who)) {
            return false;
        }
        Optional<Carrier> before;
        turn.lock();
        try {
            lock.lock();
            try {
                long received = resume.received().orElse(carrier == null ? countAtLoss : kept.count());
                if (ended || !kept.hasAllAfter(received)) {
                    return false;
                }
                before = Optional.ofNullable(carrier);
                carrier = next;
                waitNoMore();
                kept.forget(received);
                next.queue(ready.apply(taken));
                kept.after(received).forEach(next::queue);
            } finally {
                lock.unlock();
            }
        } finally {
            turn.unlock();
        }
        session().heartbeat();
        next.flush();
        before.ifPresent(Carrier::giveWay);
        return true;
    }

    /** Deals with a packet that came over a connection, unless the session goes on over another one. */
    void inTurn(Carrier from, Runnable deal) {
        turn.lock();
        try {
            if (isCarriedBy(from)) {
                taken++;
                deal.run();
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean isCarriedBy(Carrier one) {
        lock.lock();
        try {
            return one.equals(carrier);
        } finally {
            lock.unlock();
        }
    }

    /** Queues an answer. */
    void answer(Parcel packet) {
        put(packet, false);
    }

    @Override
    public void send(Event event) {
        parts.trace().out(Optional.of(credential.userId()), event);
        parts.encoder().encode(event).ifPresent(packet -> put(packet, true));
    }

    private void put(Parcel packet, boolean event) {
        Carrier here;
        boolean tooMany = false;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            here = carrier;
            if (!event || !holding) {
                pass(packet);
            } else if (held.size() < parts.settings().egress().packets()) {
                held.add(packet);
            } else {
                tooMany = true;
            }
        } finally {
            lock.unlock();
        }
        if (!tooMany && here != null) {
            here.flush();
        } else if (here != null) {
            here.end(ErrorCode.RATE_LIMITED, "too many events came while a request of yours was carried out");
        } else if (tooMany) {
            Thread.ofVirtual().name("session-end").start(this::close);
        }
    }

    /** Under the lock. */
    private void pass(Parcel packet) {
        if (!patience.isZero()) {
            kept.add(packet, System.nanoTime());
        }
        if (carrier != null) {
            carrier.queue(packet);
        }
    }

    /** Holds events back until {@link #release()}. */
    void hold() {
        lock.lock();
        try {
            holding = true;
        } finally {
            lock.unlock();
        }
    }

    /** Queues the events that were held back. */
    void release() {
        Carrier here;
        lock.lock();
        try {
            holding = false;
            held.forEach(this::pass);
            held.clear();
            here = carrier;
        } finally {
            lock.unlock();
        }
        if (here != null) {
            here.flush();
        }
    }

    @Override
    public void end(ErrorCode code, String reason) {
        finish().ifPresent(last -> last.end(code, reason));
    }

    /**
     * A connection was lost: the session goes on for a while, if that carried it, and as long as not too many of one network do. May wait
     * for locks of the control plane.
     */
    void lost(Carrier by, Optional<InetAddress> client) {
        if (patience.isZero() || !waits(by, client)) {
            closed(by);
        }
    }

    /** Whether the session is waited for, or this connection does not carry it any more. */
    private boolean waits(Carrier by, Optional<InetAddress> client) {
        lock.lock();
        try {
            if (ended || !by.equals(carrier)) {
                return true;
            }
            place = client.flatMap(parts.away()::enter);
            if (client.isPresent() && place.isEmpty()) {
                parts.counters().unawaited.increment();
                return false;
            }
            carrier = null;
            countAtLoss = kept.count();
            lostNanos = System.nanoTime();
            long loss = ++losses;
            parts.timer().after(patience, () -> expire(loss));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void waitNoMore() {
        place.ifPresent(PerNetworkCount.Place::close);
        place = Optional.empty();
    }

    private void expire(long loss) {
        lock.lock();
        try {
            if (ended || carrier != null || losses != loss) {
                return;
            }
            ended = true; // from here on nobody resumes it
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("session-end").start(this::close);
    }

    /** A connection was closed by one of both sides: so is the session, if that carried it. May wait for locks of the control plane. */
    void closed(Carrier by) {
        lock.lock();
        try {
            if (!by.equals(carrier)) {
                return;
            }
            ended = true;
        } finally {
            lock.unlock();
        }
        close();
    }

    private void close() {
        finish();
        session().close();
    }

    /** Whether its client has no connection now. */
    boolean isAway() {
        lock.lock();
        try {
            return !ended && carrier == null && losses > 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Duration> away() {
        lock.lock();
        try {
            return isAway() ? Optional.of(Duration.ofNanos(System.nanoTime() - lostNanos)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is sent any more. Returns the connection that there was. */
    private Optional<Carrier> finish() {
        Optional<Carrier> last;
        lock.lock();
        try {
            ended = true;
            last = Optional.ofNullable(carrier);
            carrier = null;
            waitNoMore();
            held.clear();
            kept.clear();
        } finally {
            lock.unlock();
        }
        var opened = session;
        if (opened != null) {
            parts.streams().remove(opened.id(), this);
        }
        return last;
    }
}
