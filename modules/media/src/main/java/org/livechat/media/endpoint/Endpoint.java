package org.livechat.media.endpoint;

import java.util.List;
import java.util.Optional;
import org.livechat.api.media.MediaKind;
import org.livechat.media.connection.Connection;
import org.livechat.media.format.Format;
import org.livechat.media.inbound.Talker;
import org.livechat.media.outbound.Slot;
import org.livechat.media.peer.Peer;
import org.livechat.media.picture.ChannelView;
import org.livechat.media.tcp.ReadAllowance;

/**
 * One client's media connection: what it is to packets, to listeners, to its talkers and to its channel. What is final or
 * volatile may be read by any thread; everything else belongs to the worker that the client's packets reach.
 */
public final class Endpoint {
    private final Peer peer;
    private final Talker talker;
    private final Connection connection;
    private final String channelId;
    private final boolean listenOnly;
    private final ReadAllowance allowance = ReadAllowance.ofClient(System.nanoTime());

    private volatile List<Slot> slots = List.of();
    private volatile ChannelView channel = ChannelView.NONE;

    /**
     * @param channelId the channel that it was opened for
     * @param listenOnly whether no plan may have it heard
     */
    public Endpoint(Peer peer, Connection connection, String channelId, boolean listenOnly) {
        this.peer = peer;
        this.talker = new Talker(peer);
        this.connection = connection;
        this.channelId = channelId;
        this.listenOnly = listenOnly;
    }

    /** The server's ufrag for this endpoint. */
    public String id() {
        return peer.id();
    }

    public Peer peer() {
        return peer;
    }

    public Talker talker() {
        return talker;
    }

    public Connection connection() {
        return connection;
    }

    public String channelId() {
        return channelId;
    }

    public boolean listenOnly() {
        return listenOnly;
    }

    /** How much is read of all its connections by TCP together. For the thread of TCP's port. */
    public ReadAllowance allowance() {
        return allowance;
    }

    /** Notes what was negotiated last; returns what it has stopped. */
    public StoppedLines negotiated(Sections sections) {
        peer.negotiated(sections.numbers());
        talker.negotiated(sections.tracks(), sections.retransmissions());
        slots = sections.slots();
        return sections.stopped();
    }

    /** Lets go of the streams of lines that were stopped, whose places others may need. For the client's worker. */
    public void forget(StoppedLines stopped) {
        talker.stopped(stopped.tracks(), stopped.retransmissions());
        stopped.slots().forEach(Slot::stopped);
    }

    /** The sections that it receives on, in the order of the SDP. */
    public List<Slot> slots() {
        return slots;
    }

    public Optional<Slot> firstSlot(MediaKind kind) {
        return slots.stream().filter(slot -> slot.kind() == kind).findFirst();
    }

    public Optional<Slot> slot(String mid) {
        return slots.stream().filter(slot -> slot.mid().equals(mid)).findFirst();
    }

    /** Whether it has a section to receive a format on. */
    boolean takes(Format format) {
        return slots.stream().anyMatch(slot -> slot.numbers().payloadTypes().of(format) >= 0);
    }

    /** The channel whose plan names this endpoint; {@link ChannelView#NONE} before the first one does. */
    public ChannelView channel() {
        return channel;
    }

    public void relayedBy(ChannelView newChannel) {
        channel = newChannel;
    }
}
