package org.livechat.core;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.MediaPlane;
import org.livechat.api.media.OpenedEndpoint;
import org.livechat.api.media.PeerStatus;
import org.livechat.api.media.RelayPlan;
import org.livechat.api.media.TrackSelection;

/** A media plane without media: endpoints are called "user@channel", and every call is kept. */
final class RecordedMedia implements MediaPlane {
    static final String BAD_OFFER = "bad";

    final MediaListener listener;
    final Set<String> open = new HashSet<>();
    final List<RelayPlan> plans = new ArrayList<>();
    final Map<String, RelayPlan> standing = new HashMap<>();
    final List<String> calls = new ArrayList<>();
    boolean closed;

    RecordedMedia(MediaListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized OpenedEndpoint open(EndpointRequest request) {
        if (request.sdpOffer().equals(BAD_OFFER)) {
            throw new RequestRefused(ErrorCode.OFFER_NOT_ACCEPTABLE, "the offer has no fingerprint");
        }
        var id = request.userId() + "@" + request.channelId();
        open.add(id);
        return new OpenedEndpoint(id, "answer to " + request.sdpOffer());
    }

    @Override
    public synchronized String renegotiate(String endpointId, String sdpOffer) {
        return endpointId + " answers " + sdpOffer;
    }

    @Override
    public synchronized void useCodecs(List<CodecProvider> codecs) {
        calls.add("codecs " + codecs.stream().map(CodecProvider::name).toList());
    }

    @Override
    public synchronized void select(String endpointId, TrackSelection selection) {
        calls.add("select " + endpointId + " " + selection.mid());
    }

    @Override
    public synchronized void publish(RelayPlan plan) {
        plans.add(plan);
        var now = standing.get(plan.channelId());
        if (now == null || newer(plan, now)) {
            standing.put(plan.channelId(), plan);
        }
        calls.add("plan " + plan.endpoints() + " " + plan.talkers());
    }

    private static boolean newer(RelayPlan plan, RelayPlan than) {
        return plan.epoch() == than.epoch() ? plan.sequence() > than.sequence() : plan.epoch() > than.epoch();
    }

    @Override
    public synchronized void retire(String channelId, long epoch) {
        standing.computeIfPresent(channelId, (id, plan) -> plan.epoch() > epoch ? plan : null);
        calls.add("retire " + channelId);
    }

    @Override
    public synchronized void close(String endpointId) {
        open.remove(endpointId);
        calls.add("close " + endpointId);
    }

    @Override
    public List<PeerStatus> peers() {
        return List.of();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** Whose media is relayed in a channel now. */
    synchronized Set<String> talkers(String channelId) {
        var plan = standing.get(channelId);
        return plan == null ? Set.of() : plan.talkers();
    }

    @Override
    public InetSocketAddress localAddress() {
        return InetSocketAddress.createUnresolved("nowhere", 0);
    }
}
