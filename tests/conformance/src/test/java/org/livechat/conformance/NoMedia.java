package org.livechat.conformance;

import java.net.InetSocketAddress;
import java.util.List;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.MediaPlane;
import org.livechat.api.media.OpenedEndpoint;
import org.livechat.api.media.PeerStatus;
import org.livechat.api.media.RelayPlan;
import org.livechat.api.media.SlotAssignment;
import org.livechat.api.media.TrackSelection;

/** A media plane that answers offers and moves nothing; an offer called "bad" is refused. */
final class NoMedia implements MediaPlane {
    private final MediaListener listener;

    NoMedia(MediaListener listener) {
        this.listener = listener;
    }

    @Override
    public OpenedEndpoint open(EndpointRequest request) {
        requireGood(request.sdpOffer());
        return new OpenedEndpoint(request.userId() + "@" + request.channelId(), "answer to " + request.sdpOffer());
    }

    @Override
    public String renegotiate(String endpointId, String sdpOffer) {
        requireGood(sdpOffer);
        return "answer to " + sdpOffer;
    }

    private static void requireGood(String offer) {
        if (offer.equals("bad")) {
            throw new RequestRefused(ErrorCode.OFFER_NOT_ACCEPTABLE, "the offer has no a=fingerprint");
        }
    }

    @Override
    public void select(String endpointId, TrackSelection selection) {
        listener.tracksChanged(
                endpointId, List.of(new SlotAssignment(selection.mid(), MediaKind.AUDIO, selection.userId())));
    }

    @Override
    public void useCodecs(List<CodecProvider> codecs) {}

    @Override
    public void publish(RelayPlan plan) {}

    @Override
    public void retire(String channelId, long epoch) {}

    @Override
    public void close(String endpointId) {}

    @Override
    public List<PeerStatus> peers() {
        return List.of();
    }

    @Override
    public void close() {}

    @Override
    public InetSocketAddress localAddress() {
        return InetSocketAddress.createUnresolved("nowhere", 0);
    }
}
