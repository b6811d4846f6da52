package org.livechat.media.outbound;

import java.util.Optional;

/**
 * What a client says of the tile that it shows a slot's picture in.
 *
 * @param height in pixels; 0 if it is not to be seen
 * @param layer the id of the largest size that it wants (RFC 8852 3.1), if it names one
 * @param isPinned whether it asked for somebody's picture
 */
public record TileWish(int height, Optional<String> layer, boolean isPinned) {
    /** A client that has said nothing. */
    public static final TileWish NONE = new TileWish(Integer.MAX_VALUE, Optional.empty(), false);
}
