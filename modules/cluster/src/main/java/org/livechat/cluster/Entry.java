package org.livechat.cluster;

/** What servers agree on, one behind the other. Each may be proposed again, and by several: what does not apply any more does nothing. */
public sealed interface Entry {
    /**
     * A node is there, for as long as a lease lasts.
     *
     * @param node of one start of a server: one that starts anew has another name
     * @param number one more with each renewal
     */
    record Renewed(String node, long number) implements Entry {}

    /** Nobody has seen a renewal behind that one for longer than a lease lasts: what the node owned is nobody's. */
    record Expired(String node, long number) implements Entry {}

    /** A node owns a channel that is nobody's. */
    record Claimed(String channel, String node) implements Entry {}

    /**
     * A channel goes from its owner to another node; to nobody, if that one has no lease.
     *
     * @param epoch of the owner who gives it away
     */
    record HandedOver(String channel, long epoch, String to) implements Entry {}
}
