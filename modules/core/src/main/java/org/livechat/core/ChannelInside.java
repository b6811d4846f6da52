package org.livechat.core;

import org.livechat.api.ChannelMode;

/** What the parts of one channel share. All but the identity and the server's parts is guarded by the lock, or is the lock. */
record ChannelInside(
        ChannelIdentity identity,
        ChannelParts parts,
        Outgoing outgoing,
        ChannelLock lock,
        Roster roster,
        Admission admission,
        ChannelRecord record) {
    static ChannelInside of(ChannelIdentity identity, ChannelParts parts) {
        var outgoing = new Outgoing(identity.id(), parts.turns());
        var roster = new Roster(outgoing);
        return new ChannelInside(
                identity,
                parts,
                outgoing,
                new ChannelLock(identity.id(), outgoing, parts.turns()),
                roster,
                new Admission(identity, roster),
                new ChannelRecord(identity, parts.store()));
    }

    String id() {
        return identity.id();
    }

    boolean isPtt() {
        return identity.mode() == ChannelMode.PTT;
    }
}
