package org.livechat.media.picture;

/** A channel as workers see it: the picture that stands, which is one volatile read a packet. */
public final class ChannelView {
    /** Relays nothing, and is nobody's. */
    public static final ChannelView NONE = new ChannelView("");

    private final String id;
    private volatile RelayPicture picture = RelayPicture.SILENCE;

    public ChannelView(String id) {
        this.id = id;
    }

    /** The channel's id; empty for {@link #NONE}. */
    public String id() {
        return id;
    }

    public RelayPicture picture() {
        return picture;
    }

    /** Replaces the picture. Under the lock of the channel's relay. */
    public void show(RelayPicture newPicture) {
        picture = newPicture;
    }
}
