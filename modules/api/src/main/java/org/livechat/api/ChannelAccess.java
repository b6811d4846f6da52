package org.livechat.api;

/**
 * What a session may do in which channels.
 *
 * @param join where it may become a member; the next two count only there
 * @param talk where it may send media, ask for the floor and write messages
 * @param listen where it may have media at all; elsewhere it joins without an SDP offer
 * @param manage which channels it may create, and change and delete again
 * @param replay of which channels it may hear what was recorded, member or not
 */
public record ChannelAccess(ChannelSet join, ChannelSet talk, ChannelSet listen, ChannelSet manage, ChannelSet replay) {
    private static final ChannelAccess EVERYTHING =
            new ChannelAccess(ChannelSet.all(), ChannelSet.all(), ChannelSet.all(), ChannelSet.all());

    /** One that hears no recordings: that is to be said on purpose. */
    public ChannelAccess(ChannelSet join, ChannelSet talk, ChannelSet listen, ChannelSet manage) {
        this(join, talk, listen, manage, ChannelSet.none());
    }

    /** Everything in every channel, but no recordings. */
    public static ChannelAccess everything() {
        return EVERYTHING;
    }

    /**
     * The same, and the recordings of these channels.
     *
     * @since 1
     */
    public ChannelAccess withReplay(ChannelSet channels) {
        return new ChannelAccess(join, talk, listen, manage, channels);
    }
}
