package org.livechat.signaling;

import java.util.concurrent.atomic.LongAdder;

/** What the gateway has seen since it was built. Readable from any thread at any time. */
public final class SignalingCounters {
    final LongAdder opened = new LongAdder();
    final LongAdder closed = new LongAdder();
    final LongAdder packetsIn = new LongAdder();
    final LongAdder packetsOut = new LongAdder();
    final LongAdder badPackets = new LongAdder();
    final LongAdder rateLimited = new LongAdder();
    final LongAdder refusedTokens = new LongAdder();
    final LongAdder lockedOut = new LongAdder();
    final LongAdder overflows = new LongAdder();
    final LongAdder unread = new LongAdder();
    final LongAdder unfinished = new LongAdder();
    final LongAdder refusedUpgrades = new LongAdder();
    final LongAdder identifyTimeouts = new LongAdder();
    final LongAdder resumed = new LongAdder();
    final LongAdder notResumed = new LongAdder();
    final LongAdder unawaited = new LongAdder();
    final LongAdder internalErrors = new LongAdder();

    SignalingCounters() {}

    /** Connections that were opened. */
    public long opened() {
        return opened.sum();
    }

    /** Connections that are open now. */
    public long open() {
        return opened.sum() - closed.sum();
    }

    public long packetsIn() {
        return packetsIn.sum();
    }

    public long packetsOut() {
        return packetsOut.sum();
    }

    /** Packets that were none. */
    public long badPackets() {
        return badPackets.sum();
    }

    /** Messages and pings over a connection's rate. */
    public long rateLimited() {
        return rateLimited.sum();
    }

    /** IDENTIFYs with a wrong token. */
    public long refusedTokens() {
        return refusedTokens.sum();
    }

    /** IDENTIFYs whose token was not looked at, since too many wrong ones came from their network. */
    public long lockedOut() {
        return lockedOut.sum();
    }

    /** Connections closed because too much waited for the client. */
    public long overflows() {
        return overflows.sum();
    }

    /** Connections closed because the client took nothing for too long. */
    public long unread() {
        return unread.sum();
    }

    /** Connections closed because too much had come of messages that were not finished, and most of theirs. */
    public long unfinished() {
        return unfinished.sum();
    }

    /** Upgrades refused for their origin or because too many of that network had not identified. */
    public long refusedUpgrades() {
        return refusedUpgrades.sum();
    }

    /** Connections closed because nobody identified in time. */
    public long identifyTimeouts() {
        return identifyTimeouts.sum();
    }

    /** Sessions that went on over another connection. */
    public long resumed() {
        return resumed.sum();
    }

    /** Sessions that were to go on and could not. */
    public long notResumed() {
        return notResumed.sum();
    }

    /** Sessions that ended with their connections, since too many of their network waited for clients. */
    public long unawaited() {
        return unawaited.sum();
    }

    /** Requests that failed by a bug. */
    public long internalErrors() {
        return internalErrors.sum();
    }
}
