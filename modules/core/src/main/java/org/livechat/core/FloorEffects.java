package org.livechat.core;

import org.livechat.api.ErrorCode;
import org.livechat.api.control.Event;
import org.livechat.floor.FloorEffect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the floor machine of one channel wants done. Guarded by the channel's lock. */
final class FloorEffects {
    private static final Logger log = LoggerFactory.getLogger(FloorEffects.class);

    private final String channelId;
    private final Roster roster;
    private final ChannelParts parts;

    FloorEffects(String channelId, Roster roster, ChannelParts parts) {
        this.channelId = channelId;
        this.roster = roster;
        this.parts = parts;
    }

    void carryOut(FloorEffect effect) {
        switch (effect) {
            case FloorEffect.Granted(var userId, var duration) ->
                roster.tell(userId, new Event.FloorGranted(channelId, userId, duration));
            case FloorEffect.Denied(var userId, var cause, var reason) ->
                roster.tell(userId, new Event.FloorDenied(channelId, cause, reason));
            case FloorEffect.Revoked(var userId, var cause) ->
                roster.tell(userId, new Event.FloorRevoked(channelId, cause));
            case FloorEffect.Taken taken -> taken(taken);
            case FloorEffect.Idle idle -> idle(idle);
            case FloorEffect.QueuePosition(var userId, var position, var size) ->
                roster.tell(userId, new Event.FloorQueued(channelId, position, size));
            case FloorEffect.Pong(var userId) -> roster.tell(userId, new Event.FloorPong(channelId));
            case FloorEffect.EndSession(var userId) -> endSession(userId);
            case FloorEffect.HangTimeOver() -> log.debug("Nobody has talked in {} for the hang time", channelId);
            case FloorEffect.PolicyFailed failure -> parts.policyFailures().report(channelId, failure);
        }
    }

    private void taken(FloorEffect.Taken taken) {
        var event = new Event.FloorTaken(channelId, taken.talker(), taken.indicator());
        taken.onlyTo()
                .ifPresentOrElse(userId -> roster.tell(userId, event), () -> roster.tellAllBut(taken.talker(), event));
    }

    private void idle(FloorEffect.Idle idle) {
        var event = new Event.FloorIdle(channelId);
        idle.onlyTo().ifPresentOrElse(userId -> roster.tell(userId, event), () -> roster.tellAll(event));
    }

    /** A session is ended under no lock, since that takes the locks of all its channels. */
    private void endSession(String userId) {
        roster.find(userId)
                .ifPresent(member -> parts.deadlines()
                        .runSoon(() -> member.session()
                                .end(ErrorCode.ACCESS_DENIED, "media was sent on and on without the floor")));
    }
}
