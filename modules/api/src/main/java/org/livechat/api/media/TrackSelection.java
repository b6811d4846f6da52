package org.livechat.api.media;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whose stream a receive slot of a client shall carry.
 *
 * @param mid the media section of the client's own SDP
 * @param userId pins this user's stream to the slot; empty frees it
 * @param layer a simulcast rid: no larger size of the picture is sent; empty leaves the choice to the server
 * @param height of the tile that shows the picture, in pixels: no larger size is sent than it takes to fill it, and none for a
 *     tile that is not to be seen, 0; empty if the client does not say
 */
public record TrackSelection(String mid, Optional<String> userId, Optional<String> layer, OptionalInt height) {
    /** Of a client that says nothing of its tile. */
    public TrackSelection(String mid, Optional<String> userId, Optional<String> layer) {
        this(mid, userId, layer, OptionalInt.empty());
    }
}
