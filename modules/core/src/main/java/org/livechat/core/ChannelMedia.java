package org.livechat.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.livechat.api.ErrorCode;
import org.livechat.api.control.Event;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.SlotAssignment;
import org.livechat.api.media.TrackSelection;
import org.livechat.floor.FloorInput;

/** The media endpoints of one channel's members, and what their events mean to it. Its use cases take the channel's channel.lock(). */
final class ChannelMedia {
    private final ChannelInside channel;
    private final ChannelRelay relay;
    private final ChannelTalk talk;
    private final ChannelKpis kpis;

    ChannelMedia(ChannelInside channel, ChannelRelay relay, ChannelTalk talk, ChannelKpis kpis) {
        this.channel = channel;
        this.relay = relay;
        this.talk = talk;
        this.kpis = kpis;
    }

    /** Pins a user's stream to one of a session's receive slots here. */
    void select(LiveSession session, TrackSelection selection) {
        String endpoint = endpointOf(session)
                .orElseThrow(() -> channel.admission()
                        .refused(
                                ErrorCode.OFFER_NOT_ACCEPTABLE,
                                "you have no media in channel %s; RENEGOTIATE with an sdp_offer begins it"));
        channel.parts().media().select(endpoint, selection);
    }

    /** Answers a later offer of a member's. Where its media has ended, or it has none yet, the offer begins it. */
    String renegotiate(LiveSession session, String sdpOffer) {
        return endpointOf(session)
                .map(endpoint -> channel.parts().media().renegotiate(endpoint, sdpOffer))
                .orElseGet(() -> begin(session, sdpOffer));
    }

    private Optional<String> endpointOf(LiveSession session) {
        return channel.lock()
                .read(() -> channel.admission().requireMember(session).endpointId());
    }

    /** The endpoint is opened before the lock is taken, and closed again if its member has gone by then. */
    private String begin(LiveSession session, String sdpOffer) {
        var request = channel.lock().read(() -> {
            var member = channel.admission().requireMember(session);
            return new EndpointRequest(
                    channel.id(), member.userId(), channel.identity().mode(), !member.sends(), sdpOffer);
        });
        var opened = channel.parts().media().open(request);
        try {
            channel.lock().act(() -> {
                var member = channel.admission().requireMember(session);
                member.endpointOpened(opened.endpointId());
                add(member);
                talk.step(new FloorInput.MediaBegun(member.userId()));
            });
        } catch (RuntimeException | Error e) {
            channel.parts().media().close(opened.endpointId());
            throw e;
        }
        return opened.sdpAnswer();
    }

    void changed(Membership member, String endpointId, FloorInput input) {
        channel.lock().act(() -> {
            if (member.hasEndpoint(endpointId)) {
                talk.step(input);
            }
        });
    }

    void tracksChanged(Membership member, String endpointId, List<SlotAssignment> slots) {
        channel.lock().act(() -> {
            if (member.hasEndpoint(endpointId)) {
                channel.roster().tell(member.userId(), new Event.TracksChanged(channel.id(), slots));
            }
        });
    }

    /**
     * Media came that nobody is given: the floor tells the member to stop, unless its client cannot be told so. One that is away learns what
     * has become of its turn once it is back, and does not offend before.
     */
    void unheard(Membership member, String endpointId) {
        if (member.session().away().isPresent()) {
            return;
        }
        if (!member.sendsAlways()) {
            changed(member, endpointId, new FloorInput.MediaWithoutFloor(member.userId()));
            return;
        }
        channel.lock().act(() -> {
            if (member.hasEndpoint(endpointId)) {
                channel.roster().tell(member.userId(), new Event.MediaUnheard(channel.id()));
            }
        });
    }

    void closed(Membership member, String endpointId, MediaListener.Reason reason) {
        channel.lock().act(() -> {
            if (member.hasEndpoint(endpointId)) {
                take(member);
                talk.step(new FloorInput.MediaPath(member.userId(), false));
                channel.roster().tell(member.userId(), new Event.MediaEnded(channel.id(), reason));
            }
        });
    }

    void firstHeard(Membership member, String endpointId) {
        channel.lock().check(() -> {
            if (member.hasEndpoint(endpointId)) {
                kpis.firstHeard(endpointId);
            }
        });
    }

    void mouthToEar(Membership member, String endpointId, Duration time) {
        channel.lock().check(() -> {
            if (member.hasEndpoint(endpointId)) {
                kpis.mouthToEar(time.toNanos());
            }
        });
    }

    /** Under the channel's lock: a member who has just come, or begins anew, brings an endpoint, or none. */
    void add(Membership member) {
        member.endpointId().ifPresent(endpoint -> {
            channel.parts().endpoints().add(endpoint, member);
            relay.endpointsAre(channel.roster().all());
        });
    }

    /** Under the channel's channel.lock(). Later events of the endpoint are nobody's. */
    Optional<String> take(Membership member) {
        var endpoint = member.endpointId();
        endpoint.ifPresent(id -> {
            channel.parts().endpoints().remove(id);
            kpis.endpointGone(id);
            member.endpointGone();
            relay.endpointsAre(channel.roster().all());
        });
        return endpoint;
    }

    /** Under the channel's channel.lock(). */
    void close(String endpointId) {
        channel.outgoing().add(() -> channel.parts().media().close(endpointId));
    }
}
