package org.livechat.media.worker;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;
import org.livechat.api.watch.Turn;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.counter.Defects;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.StoppedLines;
import org.livechat.media.feedback.ArrivalReports;
import org.livechat.media.feedback.KeyframeRequests;
import org.livechat.media.feedback.LostPackets;
import org.livechat.media.feedback.ReceiverClocks;
import org.livechat.media.feedback.Reports;
import org.livechat.media.feedback.Retransmissions;
import org.livechat.media.feedback.RtcpDesk;
import org.livechat.media.feedback.TalkerFeedback;
import org.livechat.media.feedback.VoiceLosses;
import org.livechat.media.format.PacketNumbers;
import org.livechat.media.history.Histories;
import org.livechat.media.history.VoiceHistories;
import org.livechat.media.inbound.Stream;
import org.livechat.media.inbound.Track;
import org.livechat.media.inbox.Fellows;
import org.livechat.media.inbox.Inbox;
import org.livechat.media.layer.LayerChoice;
import org.livechat.media.layer.Probes;
import org.livechat.media.life.EndpointLife;
import org.livechat.media.life.HopelessPeers;
import org.livechat.media.life.StunResponder;
import org.livechat.media.outbound.MediaSender;
import org.livechat.media.outbound.Slot;
import org.livechat.media.quality.QualityReports;
import org.livechat.media.quality.RoundTime;
import org.livechat.media.relay.BurstWatch;
import org.livechat.media.relay.FanOut;
import org.livechat.media.relay.Gate;
import org.livechat.media.relay.Pacing;
import org.livechat.media.relay.PacketRun;
import org.livechat.media.relay.RtpRelay;
import org.livechat.media.tcp.FrameSender;

/**
 * The thread that owns a UDP port and the clients that are reached through it, with their ciphers and buffers. Others reach
 * it through its {@link Agenda}, and other workers, for packets, through its {@link Inbox}.
 */
public final class Worker implements AutoCloseable {
    private static final int BATCH = PacketRun.MOST;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final DatagramPort port;
    private final Agenda agenda;
    private final RoundTime rounds = new RoundTime();
    private final MediaCounters counters = new MediaCounters();
    private final Defects defects = new Defects(counters);
    private final MediaSender sender;
    private final KeyframeRequests keyframes;
    private final EndpointLife life;
    private final LayerChoice layers;
    private final RtpRelay rtp;
    private final Demultiplexer datagrams;
    private final Inbox inbox;
    private final Intake intake;
    private final BooleanSupplier idle;
    private final WorkerThread thread;

    /**
     * @param frames its way to clients over TCP
     * @param fellows the workers of the plane, as this one sees them
     * @param others what each worker asks for keyframes with, by its index
     */
    Worker(
            DatagramPort port,
            FrameSender frames,
            Fellows fellows,
            IntFunction<KeyframeRequests> others,
            WorkerParts parts) {
        this.port = port;
        this.agenda = fellows.agenda(fellows.index());
        this.sender = new MediaSender(port, frames, counters);
        var directory = parts.directory();
        var events = parts.events();
        var reports = new Reports(agenda, directory, sender, new QualityReports(events, rounds, parts.histograms()));
        var bursts = new BurstWatch(agenda, events, parts.tracksChanged(), parts.levelsChanged());
        this.keyframes = new KeyframeRequests(fellows, others, directory, sender, events);
        this.life =
                new EndpointLife(agenda, directory, sender, parts.handshakes(), events, parts.patience(), parts.end());
        var hopeless = new HopelessPeers(agenda, directory, life, fellows::owns);
        var feedback = new TalkerFeedback(
                reports,
                new ArrivalReports(agenda, directory, sender),
                new LostPackets(agenda, directory, sender, keyframes));
        var histories = new Histories(agenda);
        this.layers = new LayerChoice(agenda, directory, new Probes(agenda, directory, sender), events);
        var voices = new VoiceHistories(agenda);
        var losses = new VoiceLosses(voices);
        var fanOut = new FanOut(
                fellows,
                sender,
                keyframes,
                reports,
                histories,
                layers,
                new Pacing(agenda, directory, histories, sender),
                voices,
                defects,
                hopeless);
        this.rtp = new RtpRelay(counters, new Gate(counters, events), fanOut, bursts, feedback);
        this.datagrams = new Demultiplexer(
                fellows,
                counters,
                defects,
                directory,
                new StunResponder(fellows, directory, sender, life),
                life,
                hopeless,
                rtp,
                new RtcpDesk(
                        counters,
                        keyframes,
                        new Retransmissions(histories, sender, losses),
                        losses,
                        new ReceiverClocks(sender)));
        this.inbox = fellows.inbox(fellows.index());
        this.intake = new Intake(inbox, datagrams, fanOut);
        this.thread = new WorkerThread("media-worker-" + fellows.index(), counters, defects);
        this.idle = () -> !inbox.hasNext() && thread.isWanted();
    }

    /** A worker without fellows, and without clients over TCP. */
    public static Worker alone(DatagramPort port, WorkerParts parts) {
        var fellows = new Fellows(0, new Inbox[] {new Inbox()}, new Agenda[] {new Agenda(port)});
        return new Worker(
                port,
                FrameSender.none(),
                fellows,
                index -> {
                    throw new IllegalStateException("there is no worker " + index);
                },
                parts);
    }

    void start() {
        thread.start(this::run);
    }

    /** The round that it is at; empty while it waits. Any thread. */
    Optional<Turn> turn() {
        return thread.turn();
    }

    /** What it has counted. Any thread. */
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

    /** What it asks for keyframes with: for its own thread. */
    KeyframeRequests keyframes() {
        return keyframes;
    }

    /** Begins to wait for an endpoint's client. Any thread. */
    void opened(Endpoint endpoint) {
        agenda.submit(() -> life.opened(endpoint));
    }

    /** Lets go of what a closed endpoint of its own held. Any thread. */
    void closed(Endpoint endpoint) {
        agenda.submit(() -> life.closed(endpoint));
    }

    /** A connection has ended that an endpoint of its own was reached through. Any thread. */
    void connectionEnded(Endpoint endpoint, PeerAddress address) {
        agenda.submit(() -> life.connectionEnded(endpoint, address));
    }

    /**
     * Ends the bursts of its own endpoints' slots whose source is no longer the one assigned, and asks new ones to begin. Any
     * thread.
     */
    void slotsChanged(List<Endpoint> endpoints) {
        agenda.submit(() -> endpoints.forEach(endpoint -> {
            endpoint.slots().forEach(this::follow);
            layers.choose(endpoint, agenda.nowNanos());
        }));
    }

    /** Ends slots that a new offer has taken away, and has all that its client had or has follow the new answer. Any thread. */
    void renegotiated(Endpoint endpoint, List<Slot> removed, StoppedLines stopped) {
        List<PacketNumbers> known = removed.stream().map(Slot::numbers).toList();
        agenda.submit(() -> {
            for (int i = 0; i < removed.size(); i++) {
                follow(removed.get(i));
                removed.get(i).forget(known.get(i));
                removed.get(i).renegotiated();
            }
            endpoint.slots().forEach(Slot::renegotiated);
            endpoint.forget(stopped);
            life.renegotiated(endpoint);
        });
    }

    private void follow(Slot slot) {
        Track waitedFor = slot.follow(agenda.nowNanos(), sender);
        // One that has never sent will begin with a keyframe by itself.
        Stream begun = waitedFor == null ? null : waitedFor.latest();
        if (begun != null) {
            keyframes.want(begun, agenda.nowNanos());
        }
    }

    /** One round; returns how much there was to do. */
    public int doWork(long nowNanos) {
        agenda.begin(nowNanos);
        int count = port.receive(datagrams, BATCH);
        rtp.flush(nowNanos);
        count += inbox.hasNext() ? takeHanded(nowNanos) : 0;
        count += agenda.run(defects);
        port.flush();
        return count;
    }

    private int takeHanded(long nowNanos) {
        int count = intake.take(BATCH, nowNanos);
        // What the talkers among those datagrams have sent lies in the places that are given back.
        rtp.flush(nowNanos);
        intake.release();
        return count;
    }

    /** Rounds until it is to end, or until one fails as a whole; another thread goes on then with the same clients. */
    private void run() {
        long began = System.nanoTime();
        while (thread.isWanted()) {
            thread.begins(began);
            if (doWork(began) == 0) {
                thread.waits();
                agenda.await(LONGEST_WAIT_NANOS, idle);
                began = System.nanoTime();
            } else {
                long ended = System.nanoTime();
                rounds.took(ended - began);
                began = ended;
            }
        }
    }

    @Override
    public void close() {
        thread.stop(port::wakeUp);
        port.close();
    }
}
