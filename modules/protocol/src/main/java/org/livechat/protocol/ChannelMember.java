package org.livechat.protocol;

/** A member of a channel; {@code ssrc} is an unsigned 32-bit number. */
public record ChannelMember(String userId, long ssrc) {
    /** Stands for the server where an event is nobody's doing. */
    public static final ChannelMember SYSTEM = new ChannelMember("system", 0);
}
