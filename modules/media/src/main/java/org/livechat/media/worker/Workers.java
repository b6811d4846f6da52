package org.livechat.media.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;
import org.livechat.api.watch.Turn;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.endpoint.StoppedLines;
import org.livechat.media.inbox.Fellows;
import org.livechat.media.inbox.Inbox;
import org.livechat.media.outbound.Slot;
import org.livechat.media.peer.Peer;
import org.livechat.media.tcp.FrameSender;
import org.livechat.media.tcp.TcpHandler;

/**
 * The workers of a plane. The kernel gives all packets of one client to one of their sockets, whose worker then owns that
 * client. May be called from any thread.
 */
public final class Workers implements AutoCloseable {
    /** Who takes care of what no packet has reached yet. */
    private static final int FIRST = 0;

    private final List<Worker> workers;
    private final EndpointDirectory directory;
    private final TcpArrivals tcp;

    /** Workers that reach nobody over TCP. */
    public Workers(List<DatagramPort> ports, WorkerParts parts) {
        this(ports, FrameSender::none, parts);
    }

    /**
     * @param ports one a worker, on one address
     * @param frames makes each worker its way to clients over TCP
     * @param parts what they share
     */
    public Workers(List<DatagramPort> ports, Supplier<FrameSender> frames, WorkerParts parts) {
        this.directory = parts.directory();
        Agenda[] agendas = ports.stream().map(Agenda::new).toArray(Agenda[]::new);
        Inbox[] inboxes = ports.stream().map(port -> new Inbox()).toArray(Inbox[]::new);
        List<Worker> made = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            var fellows = new Fellows(i, inboxes, agendas);
            made.add(new Worker(
                    ports.get(i),
                    frames.get(),
                    fellows,
                    index -> made.get(index).keyframes(),
                    parts));
        }
        this.workers = List.copyOf(made);
        this.tcp = new TcpArrivals(directory, inboxes, agendas, this::connectionEnded);
    }

    /** Takes what comes over TCP. */
    public TcpHandler tcp() {
        return tcp;
    }

    /** Packets that came over TCP and found no room with the worker that they concern. */
    public long overflows() {
        return tcp.overflows();
    }

    public void start() {
        workers.forEach(Worker::start);
    }

    /** The rounds that are under way. */
    public List<Turn> turns() {
        return workers.stream().map(Worker::turn).flatMap(Optional::stream).toList();
    }

    /** How often something was counted, by all of them and where they get what comes over TCP. */
    public long count(MediaCounters.Count count) {
        return sum(worker -> worker.counters().get(count)) + tcp.counters().get(count);
    }

    /** Datagrams that the kernel did not take. */
    public long sendFailures() {
        return sum(Worker::sendFailures);
    }

    /** What the kernel took in one piece, see {@link DatagramPort#messagesSent}. */
    public long messagesSent() {
        return sum(Worker::messagesSent);
    }

    /** Begins to answer an endpoint's client. */
    public void open(Endpoint endpoint) {
        directory.add(endpoint);
        workers.get(FIRST).opened(endpoint);
    }

    /** Forgets an endpoint. */
    public void close(Endpoint endpoint) {
        if (directory.remove(endpoint)) {
            endpoint.peer().close();
            // One that nobody owns yet becomes the first one's, so that no check on its way can bring it back.
            workers.get(endpoint.peer().claim(FIRST)).closed(endpoint);
        }
    }

    /** Ends the bursts of slots whose source is no longer the one assigned. */
    public void slotsChanged(List<Endpoint> endpoints) {
        endpoints.stream()
                .filter(endpoint -> endpoint.peer().worker() != Peer.NOBODY)
                .collect(Collectors.groupingBy(endpoint -> endpoint.peer().worker()))
                .forEach((worker, own) -> workers.get(worker).slotsChanged(own));
    }

    /**
     * Has an endpoint follow a new answer.
     *
     * @param removed slots that the offer has taken away; one that comes back begins anew
     * @param stopped what will not come back
     */
    public void renegotiated(Endpoint endpoint, List<Slot> removed, StoppedLines stopped) {
        removed.forEach(slot -> slot.assign(null));
        int worker = endpoint.peer().worker();
        if (worker != Peer.NOBODY) {
            workers.get(worker).renegotiated(endpoint, removed, stopped);
        } else {
            removed.forEach(slot -> slot.forget(slot.numbers()));
        }
    }

    private void connectionEnded(Endpoint endpoint, PeerAddress address) {
        workers.get(endpoint.peer().claim(FIRST)).connectionEnded(endpoint, address);
    }

    private long sum(ToLongFunction<Worker> figure) {
        return workers.stream().mapToLong(figure).sum();
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
    }
}
