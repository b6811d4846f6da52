package org.livechat.core;

import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;

/** Who may do what in one channel, and what those are told who may not. Guarded by the channel's lock. */
final class Admission {
    private final ChannelIdentity identity;
    private final Roster roster;
    private boolean gone;

    Admission(ChannelIdentity identity, Roster roster) {
        this.identity = identity;
        this.roster = roster;
    }

    /** The channel is no more: from here on everybody is told so. */
    void end() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    void requireThere() {
        if (gone) {
            throw ChannelDirectory.notFound(identity.id());
        }
    }

    void requireRoom(LiveSession session, int capacity) {
        requireThere();
        if (roster.find(session.userId()).isPresent()) {
            throw refused(ErrorCode.ALREADY_JOINED, "you are in channel %s already");
        }
        if (roster.size() >= capacity) {
            throw refused(ErrorCode.CHANNEL_FULL, "channel %s is full, it takes " + capacity + " members");
        }
    }

    Membership requireMember(LiveSession session) {
        requireThere();
        return roster.find(session)
                .orElseThrow(() -> refused(ErrorCode.NOT_JOINED, "you are not in channel %s, join it first"));
    }

    Membership requireAuthor(LiveSession session) {
        requireThere();
        var author = roster.find(session)
                .orElseThrow(
                        () -> refused(ErrorCode.MESSAGE_NOT_IN_CHANNEL, "you are not in channel %s, join it first"));
        if (!author.isTalker()) {
            throw refused(ErrorCode.ACCESS_DENIED, "your token does not let you write in channel %s");
        }
        return author;
    }

    void requireOwner(String userId) {
        requireThere();
        var creator = identity.creator()
                .orElseThrow(() -> refused(
                        ErrorCode.ACCESS_DENIED,
                        "channel %s is a preset of the server's configuration, which no client changes or deletes"));
        if (!creator.equals(userId)) {
            throw refused(ErrorCode.ACCESS_DENIED, "only the user who made channel %s may change or delete it");
        }
    }

    RequestRefused refused(ErrorCode code, String reason) {
        return new RequestRefused(code, reason.formatted(identity.id()));
    }
}
