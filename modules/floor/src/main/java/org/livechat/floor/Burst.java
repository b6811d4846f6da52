package org.livechat.floor;

import java.time.Duration;
import java.util.Optional;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.floor.FloorRequest;

/**
 * One talker's time with the floor.
 *
 * @param request what it was granted for, at its highest so far
 * @param takenSinceNanos the grant
 * @param duration how long it may talk
 * @param mediaFlows its first RTP packet came, and no pause of T1 since
 * @param revoked why it was told to stop; empty while it may go on
 * @param revokesSent how often it was told so
 */
record Burst(
        FloorRequest request,
        long takenSinceNanos,
        Duration duration,
        boolean mediaFlows,
        Optional<FloorRevokeCause> revoked,
        int revokesSent) {
    String userId() {
        return request.userId();
    }

    boolean isRevoked() {
        return revoked.isPresent();
    }

    Burst withRequest(FloorRequest raised) {
        return new Burst(raised, takenSinceNanos, duration, mediaFlows, revoked, revokesSent);
    }

    Burst withMediaFlowing() {
        return new Burst(request, takenSinceNanos, duration, true, revoked, revokesSent);
    }

    Burst revokedFor(FloorRevokeCause cause) {
        return new Burst(request, takenSinceNanos, duration, mediaFlows, Optional.of(cause), revokesSent + 1);
    }
}
