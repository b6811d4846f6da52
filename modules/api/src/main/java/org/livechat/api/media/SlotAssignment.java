package org.livechat.api.media;

import java.util.Optional;

/**
 * Whose stream a receive slot of a client carries.
 *
 * @param mid the media section of the client's own SDP
 * @param kind audio or video
 * @param userId empty while the slot carries nothing
 * @param paused whether the picture is held back, since the way to the client takes no more, or it is not to be seen
 * @param undecodable the codec of the stream, such as {@code H264}, if it is not sent since the client has not negotiated it; else empty
 */
public record SlotAssignment(
        String mid, MediaKind kind, Optional<String> userId, boolean paused, Optional<String> undecodable) {
    /** Of a slot whose stream can be decoded. */
    public SlotAssignment(String mid, MediaKind kind, Optional<String> userId, boolean paused) {
        this(mid, kind, userId, paused, Optional.empty());
    }

    /** Of a slot whose stream comes. */
    public SlotAssignment(String mid, MediaKind kind, Optional<String> userId) {
        this(mid, kind, userId, false);
    }
}
