package org.livechat.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.SlotAssignment;
import org.livechat.floor.FloorInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose each media endpoint is, and what its events mean to its channel. Events of unknown endpoints are late ones. */
final class Endpoints implements MediaListener {
    private static final Logger log = LoggerFactory.getLogger(Endpoints.class);

    private final Map<String, Membership> members = new ConcurrentHashMap<>();

    /** Under the lock of the member's channel. */
    void add(String endpointId, Membership member) {
        members.put(endpointId, member);
    }

    /** Under the lock of the member's channel. */
    void remove(String endpointId) {
        members.remove(endpointId);
    }

    int size() {
        return members.size();
    }

    @Override
    public void connected(String endpointId) {
        with(endpointId, member -> toFloor(endpointId, member, new FloorInput.MediaPath(member.userId(), true)));
    }

    @Override
    public void moved(String endpointId) {
        with(
                endpointId,
                member -> log.debug(
                        "{} in {} has a new address",
                        member.userId(),
                        member.channel().id()));
    }

    @Override
    public void burstStarted(String endpointId) {
        with(endpointId, member -> toFloor(endpointId, member, new FloorInput.MediaStarted(member.userId())));
    }

    @Override
    public void burstQuiet(String endpointId) {
        with(endpointId, member -> toFloor(endpointId, member, new FloorInput.MediaQuiet(member.userId())));
    }

    @Override
    public void mediaWithoutFloor(String endpointId) {
        with(endpointId, member -> toFloor(endpointId, member, new FloorInput.MediaWithoutFloor(member.userId())));
    }

    @Override
    public void tracksChanged(String endpointId, List<SlotAssignment> slots) {
        with(endpointId, member -> member.channel().tracksChanged(member, endpointId, slots));
    }

    @Override
    public void closed(String endpointId, Reason reason) {
        with(endpointId, member -> {
            log.debug(
                    "The media of {} in {} ended: {}",
                    member.userId(),
                    member.channel().id(),
                    reason);
            member.channel().endpointClosed(member, endpointId);
        });
    }

    private void toFloor(String endpointId, Membership member, FloorInput input) {
        member.channel().mediaChanged(member, endpointId, input);
    }

    private void with(String endpointId, Consumer<Membership> action) {
        var member = members.get(endpointId);
        if (member != null) {
            action.accept(member);
        }
    }
}
