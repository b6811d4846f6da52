package org.livechat.api;

/**
 * What a session may do in which channels.
 *
 * @param join where it may become a member; the other two count only there
 * @param talk where it may send media, ask for the floor and write messages
 * @param listen where it may have media at all; elsewhere it joins without an SDP offer
 * @param manage which channels it may create, and change and delete again
 */
public record ChannelAccess(ChannelSet join, ChannelSet talk, ChannelSet listen, ChannelSet manage) {
    private static final ChannelAccess EVERYTHING =
            new ChannelAccess(ChannelSet.all(), ChannelSet.all(), ChannelSet.all(), ChannelSet.all());

    /** Everything in every channel. */
    public static ChannelAccess everything() {
        return EVERYTHING;
    }
}
