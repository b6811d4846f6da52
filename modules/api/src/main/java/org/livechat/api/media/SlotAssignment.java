package org.livechat.api.media;

import java.util.Optional;

/**
 * Whose stream a receive slot of a client carries.
 *
 * @param mid the media section of the client's own SDP
 * @param kind audio or video
 * @param userId empty while the slot carries nothing
 */
public record SlotAssignment(String mid, MediaKind kind, Optional<String> userId) {}
