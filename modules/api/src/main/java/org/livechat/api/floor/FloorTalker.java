package org.livechat.api.floor;

import java.time.Duration;

/**
 * Who holds the floor.
 *
 * @param request what it got the floor with
 * @param talking the time since the grant
 * @param revoking whether it has been told to stop and is in its grace
 * @since 1
 */
public record FloorTalker(FloorRequest request, Duration talking, boolean revoking) {}
