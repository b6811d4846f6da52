package org.livechat.client;

import org.livechat.api.media.MediaKind;

/**
 * A media section that a peer offers: Opus at 111 or VP8 at 96.
 *
 * @param mid its name, unique in the offer
 * @param kind audio or video
 * @param sends whether the peer sends here
 * @param receives whether the peer receives here
 */
public record OfferedTrack(String mid, MediaKind kind, boolean sends, boolean receives) {
    /** Both directions, as a member of a PTT channel offers it. */
    public static OfferedTrack both(String mid, MediaKind kind) {
        return new OfferedTrack(mid, kind, true, true);
    }

    /** A receive slot. */
    public static OfferedTrack receiving(String mid, MediaKind kind) {
        return new OfferedTrack(mid, kind, false, true);
    }
}
