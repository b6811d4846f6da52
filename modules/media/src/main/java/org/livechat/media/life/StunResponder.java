package org.livechat.media.life;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.connection.IcePath;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.inbox.Fellows;
import org.livechat.media.outbound.MediaSender;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.stun.IceCheck;
import org.livechat.rtc.stun.IceLite;
import org.livechat.rtc.stun.StunMessage;

/**
 * Answers connectivity checks, of datagrams and over TCP, and lets them decide where an endpoint's media goes. Owned by one worker; the checks of an
 * endpoint that another one owns are handed to that.
 */
public final class StunResponder {
    /** RFC 8489 5: the transaction id follows type, length and magic cookie. */
    private static final int TRANSACTION_ID_OFFSET = 8;

    private final Fellows fellows;
    private final EndpointDirectory directory;
    private final MediaSender sender;
    private final EndpointLife life;
    private final byte[] response = new byte[StunMessage.LONGEST];

    public StunResponder(Fellows fellows, EndpointDirectory directory, MediaSender sender, EndpointLife life) {
        this.fellows = fellows;
        this.directory = directory;
        this.sender = sender;
        this.life = life;
    }

    public void received(byte[] buffer, int offset, int length, PeerAddress from, long nowNanos) {
        Optional<String> ufrag = IceLite.receiverUfrag(buffer, offset, length);
        Optional<Endpoint> named = ufrag.flatMap(directory::answering);
        Optional<IceLite> agent =
                named.flatMap(endpoint -> ufrag.flatMap(endpoint.connection().ice()::named));
        if (agent.isEmpty()) {
            sender.counters().increment(MediaCounters.Count.DROPPED_STUN);
            return;
        }
        Endpoint endpoint = named.orElseThrow();
        int owner = endpoint.peer().worker();
        if (owner != Peer.NOBODY && owner != fellows.index()) {
            fellows.hand(owner, buffer, offset, length, from, sender.counters());
            return;
        }
        switch (agent.get().answer(buffer, offset, length, from.toSocketAddress(), response)) {
            case IceCheck.Accepted accepted -> {
                int claimed = endpoint.peer().claim(fellows.index());
                if (claimed == fellows.index()) {
                    accept(endpoint, agent.get(), buffer, offset, from, accepted, nowNanos);
                } else {
                    fellows.hand(claimed, buffer, offset, length, from, sender.counters());
                }
            }
            case IceCheck.Refused refused -> sender.sendPlain(response, 0, refused.responseLength(), from);
            case IceCheck.Dropped dropped -> sender.counters().increment(MediaCounters.Count.DROPPED_STUN);
        }
    }

    private void accept(
            Endpoint endpoint,
            IceLite agent,
            byte[] buffer,
            int offset,
            PeerAddress from,
            IceCheck.Accepted check,
            long nowNanos) {
        long high = ByteBuffer.wrap(buffer).getLong(offset + TRANSACTION_ID_OFFSET);
        int low = ByteBuffer.wrap(buffer).getInt(offset + TRANSACTION_ID_OFFSET + Long.BYTES);
        IcePath path = endpoint.connection().path();
        // One whose connection has ended proves nothing any more: there is no way to answer it.
        if (path.isReplay(high, low, from) || !sender.reaches(from)) {
            sender.counters().increment(MediaCounters.Count.DROPPED_STUN);
            return;
        }
        Optional<PeerAddress> before = path.selected();
        path.accept(high, low, from, check.nominated(), nowNanos)
                .ifPresent(forgotten -> directory.notReachableAt(forgotten, endpoint));
        directory.reachableAt(from, endpoint);
        // Only now: what the client sends as soon as it has the answer comes from an address that others know, too.
        sender.sendPlain(response, 0, check.responseLength(), from);
        if (check.nominated()) {
            endpoint.connection()
                    .ice()
                    .nominated(agent.local().ufrag())
                    .forEach(ended -> directory.answersNoMore(ended, endpoint));
        }
        endpoint.connection().consented(nowNanos);
        endpoint.peer().seen(nowNanos);
        path.selected().ifPresent(endpoint.peer()::moveTo);
        if (!sender.reaches(from)) {
            // It ended meanwhile, when nobody could be told yet whose it was.
            life.connectionEnded(endpoint, from);
        }
        if (before.isEmpty()) {
            life.reachable(endpoint);
        } else if (!before.equals(path.selected())) {
            life.moved(endpoint);
        }
    }
}
