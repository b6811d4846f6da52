package org.livechat.media.inbox;

import org.livechat.api.transport.PeerAddress;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.peer.Peer;

/**
 * The workers of a plane as one of them sees them: which clients are its own, and how it hands the others what is theirs.
 * For that worker's thread.
 */
public final class Fellows {
    private final int index;
    private final Inbox[] inboxes;
    private final Agenda[] agendas;
    private final boolean alone;

    /**
     * @param index which worker this is, from 0
     * @param inboxes one a worker
     * @param agendas one a worker
     */
    public Fellows(int index, Inbox[] inboxes, Agenda[] agendas) {
        this.index = index;
        this.inboxes = inboxes.clone();
        this.agendas = agendas.clone();
        this.alone = inboxes.length == 1;
    }

    public int index() {
        return index;
    }

    /** Whether there are no others. */
    public boolean alone() {
        return alone;
    }

    /** Whether a client's state belongs to this worker. */
    public boolean owns(Peer peer) {
        return alone || peer.worker() == index;
    }

    public Inbox inbox(int worker) {
        return inboxes[worker];
    }

    public Agenda agenda(int worker) {
        return agendas[worker];
    }

    /** Hands a datagram to the worker that it concerns; counts it if there is no room. */
    public void hand(int worker, byte[] buffer, int offset, int length, PeerAddress from, MediaCounters counters) {
        if (!inboxes[worker].offer(buffer, offset, length, from)) {
            counters.increment(MediaCounters.Count.DROPPED_HAND_OVER);
        }
        agendas[worker].wakeUp();
    }
}
