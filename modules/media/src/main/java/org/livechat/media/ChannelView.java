package org.livechat.media;

/** A channel as workers see it: the picture that stands, which is one volatile read a packet. */
final class ChannelView {
    /** Relays nothing, and is nobody's. */
    static final ChannelView NONE = new ChannelView("");

    private final String id;
    private volatile RelayPicture picture = RelayPicture.SILENCE;

    ChannelView(String id) {
        this.id = id;
    }

    /** The channel's id; empty for {@link #NONE}. */
    String id() {
        return id;
    }

    RelayPicture picture() {
        return picture;
    }

    /** Replaces the picture. Under the lock of the channel's relay. */
    void show(RelayPicture newPicture) {
        picture = newPicture;
    }
}
