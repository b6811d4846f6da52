package org.livechat.media.worker;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.inbox.Inbox;
import org.livechat.media.peer.Peer;
import org.livechat.media.tcp.ReadAllowance;
import org.livechat.media.tcp.TcpHandler;

/**
 * Hands what comes over TCP to the workers whose clients it is of. A first check goes to one that the connection's number chooses, so
 * that each has its share. What a worker that is busy has no room for is not read yet: TCP then slows senders down, of whom one
 * that floods would else have the packets of all others dropped.
 */
final class TcpArrivals implements TcpHandler {
    private final EndpointDirectory directory;
    private final Inbox[] inboxes;
    private final Agenda[] agendas;
    private final BiConsumer<Endpoint, PeerAddress> ended;
    private final MediaCounters counters = new MediaCounters();
    private final AtomicLong overflows = new AtomicLong();

    /**
     * @param inboxes one a worker
     * @param agendas one a worker
     * @param ended told of connections that have ended, with whose they were
     */
    TcpArrivals(
            EndpointDirectory directory, Inbox[] inboxes, Agenda[] agendas, BiConsumer<Endpoint, PeerAddress> ended) {
        this.directory = directory;
        this.inboxes = inboxes.clone();
        this.agendas = agendas.clone();
        this.ended = ended;
    }

    @Override
    public boolean hasRoom(PeerAddress from) {
        return inboxes[worker(from)].hasRoomForRead();
    }

    @Override
    public void received(byte[] buffer, int offset, int length, PeerAddress from) {
        counters.increment(MediaCounters.Count.PACKETS_IN);
        counters.add(MediaCounters.Count.BYTES_IN, length);
        int worker = worker(from);
        if (!inboxes[worker].offer(buffer, offset, length, from)) {
            overflows.incrementAndGet();
        }
        agendas[worker].wakeUp();
    }

    private int worker(PeerAddress from) {
        Endpoint endpoint = directory.at(from);
        int owner = endpoint == null ? Peer.NOBODY : endpoint.peer().worker();
        return owner == Peer.NOBODY ? Math.floorMod(from.stream(), inboxes.length) : owner;
    }

    @Override
    public @Nullable ReadAllowance allowance(PeerAddress address) {
        Endpoint endpoint = directory.at(address);
        return endpoint == null ? null : endpoint.allowance();
    }

    @Override
    public void closed(PeerAddress address) {
        Endpoint endpoint = directory.at(address);
        if (endpoint != null) {
            ended.accept(endpoint, address);
        }
    }

    /** What came, whichever workers then deal with it. Any thread. */
    MediaCounters counters() {
        return counters;
    }

    /** Packets for which there was no room. Any thread. */
    long overflows() {
        return overflows.get();
    }
}
