package org.livechat.api.media;

import java.util.Optional;

/**
 * Whose stream a receive slot of a client shall carry.
 *
 * @param mid the media section of the client's own SDP
 * @param userId pins this user's stream to the slot; empty frees it
 * @param layer a simulcast rid; empty leaves the choice to the server
 */
public record TrackSelection(String mid, Optional<String> userId, Optional<String> layer) {}
