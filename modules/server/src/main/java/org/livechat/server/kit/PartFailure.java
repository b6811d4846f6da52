package org.livechat.server.kit;

import org.livechat.api.part.PartFailed;
import org.livechat.api.part.SettingRefused;
import org.livechat.server.provider.Provided;
import org.livechat.server.provider.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part that could not be made, configured or started.
 *
 * @param reason one line
 */
record PartFailure(Provided provided, String reason, Throwable cause) {
    private static final Logger log = LoggerFactory.getLogger(PartFailure.class);

    static PartFailure of(Provided provided, Throwable cause) {
        String reason = isForeseen(cause)
                ? Reason.oneLine(String.valueOf(cause.getMessage()))
                : "it failed: " + Reason.of(cause);
        return new PartFailure(provided, reason, Reason.loggable(cause));
    }

    private static boolean isForeseen(Throwable cause) {
        return (cause instanceof PartFailed || cause instanceof SettingRefused) && cause.getMessage() != null;
    }

    /**
     * Says that the server goes on without the part.
     *
     * @throws StartException when it cannot, since the part is required
     */
    void report(Requirements requirements) {
        if (requirements.isRequired(provided)) {
            throw new StartException(provided.name() + ": " + reason, cause);
        }
        log.error(
                "Part {}, a {} from {} ({}), cannot be used: {}; the server goes on without it",
                provided.name(),
                provided.kind().words(),
                provided.origin(),
                provided.source(),
                reason);
        if (!isForeseen(cause)) {
            log.error("Why part {} failed", provided.name(), cause);
        }
    }
}
