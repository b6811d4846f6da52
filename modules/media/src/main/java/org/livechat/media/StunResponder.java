package org.livechat.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.livechat.rtc.stun.IceCheck;
import org.livechat.rtc.stun.IceLite;
import org.livechat.rtc.stun.StunMessage;

/** Answers connectivity checks and lets them decide where an endpoint's media goes. Owned by one worker. */
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

    private final EndpointDirectory directory;
    private final MediaSender sender;
    private final Listener listener;
    private final byte[] response = new byte[StunMessage.LONGEST];

    StunResponder(EndpointDirectory directory, MediaSender sender, Listener listener) {
        this.directory = directory;
        this.sender = sender;
        this.listener = listener;
    }

    void received(byte[] buffer, int offset, int length, InetSocketAddress from, long nowNanos) {
        Optional<Endpoint> endpoint =
                IceLite.receiverUfrag(buffer, offset, length).flatMap(directory::find);
        if (endpoint.isEmpty()) {
            sender.counters().increment(MediaCounters.Count.DROPPED_STUN);
            return;
        }
        switch (endpoint.get().ice().answer(buffer, offset, length, from, response)) {
            case IceCheck.Accepted accepted -> {
                long high = ByteBuffer.wrap(buffer).getLong(offset + TRANSACTION_ID_OFFSET);
                int low = ByteBuffer.wrap(buffer).getInt(offset + TRANSACTION_ID_OFFSET + Long.BYTES);
                if (endpoint.get().path().isReplay(high, low, from)) {
                    sender.counters().increment(MediaCounters.Count.DROPPED_STUN);
                } else {
                    sender.sendPlain(response, 0, accepted.responseLength(), from);
                    accept(endpoint.get(), high, low, from, accepted.nominated(), nowNanos);
                }
            }
            case IceCheck.Refused refused -> sender.sendPlain(response, 0, refused.responseLength(), from);
            case IceCheck.Dropped dropped -> sender.counters().increment(MediaCounters.Count.DROPPED_STUN);
        }
    }

    private void accept(
            Endpoint endpoint, long high, int low, InetSocketAddress from, boolean nominated, long nowNanos) {
        Optional<InetSocketAddress> before = endpoint.path().selected();
        endpoint.path()
                .accept(high, low, from, nominated, nowNanos)
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
