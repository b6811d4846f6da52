package org.livechat.media;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.livechat.api.transport.PeerAddress;
import org.livechat.rtc.stun.IceCheck;
import org.livechat.rtc.stun.IceLite;
import org.livechat.rtc.stun.StunMessage;

/** Answers connectivity checks and lets them decide where an endpoint's media goes. Owned by one worker; the
 * checks of an endpoint that another one owns are handed to that. */
final class StunResponder {
    /** RFC 8489 5: the transaction id follows type, length and magic cookie. */
    private static final int TRANSACTION_ID_OFFSET = 8;

    /** What a check did to its endpoint. */
    interface Listener {
        /** The endpoint has its first address. */
        void reachable(Endpoint endpoint);

        /** The endpoint's media goes elsewhere from now on. */
        void moved(Endpoint endpoint);
    }

    private final Worker worker;
    private final EndpointDirectory directory;
    private final MediaSender sender;
    private final Listener listener;
    private final byte[] response = new byte[StunMessage.LONGEST];

    StunResponder(Worker worker, EndpointDirectory directory, MediaSender sender, Listener listener) {
        this.worker = worker;
        this.directory = directory;
        this.sender = sender;
        this.listener = listener;
    }

    void received(byte[] buffer, int offset, int length, PeerAddress from, long nowNanos) {
        Optional<Endpoint> named = IceLite.receiverUfrag(buffer, offset, length).flatMap(directory::find);
        if (named.isEmpty()) {
            sender.counters().increment(MediaCounters.Count.DROPPED_STUN);
            return;
        }
        Endpoint endpoint = named.get();
        Worker owner = endpoint.worker();
        if (owner != null && owner != worker) {
            owner.take(buffer, offset, length, from, sender.counters());
            return;
        }
        switch (endpoint.ice().answer(buffer, offset, length, from.toSocketAddress(), response)) {
            case IceCheck.Accepted accepted -> {
                Worker claimed = endpoint.claim(worker);
                if (claimed == worker) {
                    accept(endpoint, buffer, offset, from, accepted, nowNanos);
                } else {
                    claimed.take(buffer, offset, length, from, sender.counters());
                }
            }
            case IceCheck.Refused refused -> sender.sendPlain(response, 0, refused.responseLength(), from);
            case IceCheck.Dropped dropped -> sender.counters().increment(MediaCounters.Count.DROPPED_STUN);
        }
    }

    private void accept(
            Endpoint endpoint, byte[] buffer, int offset, PeerAddress from, IceCheck.Accepted check, long nowNanos) {
        long high = ByteBuffer.wrap(buffer).getLong(offset + TRANSACTION_ID_OFFSET);
        int low = ByteBuffer.wrap(buffer).getInt(offset + TRANSACTION_ID_OFFSET + Long.BYTES);
        if (endpoint.path().isReplay(high, low, from)) {
            sender.counters().increment(MediaCounters.Count.DROPPED_STUN);
            return;
        }
        sender.sendPlain(response, 0, check.responseLength(), from);
        Optional<PeerAddress> before = endpoint.path().selected();
        endpoint.path()
                .accept(high, low, from, check.nominated(), nowNanos)
                .ifPresent(forgotten -> directory.notReachableAt(forgotten, endpoint));
        directory.reachableAt(from, endpoint);
        endpoint.consented(nowNanos);
        endpoint.path().selected().ifPresent(endpoint::moveTo);
        if (before.isEmpty()) {
            listener.reachable(endpoint);
        } else if (!before.equals(endpoint.path().selected())) {
            listener.moved(endpoint);
        }
    }
}
