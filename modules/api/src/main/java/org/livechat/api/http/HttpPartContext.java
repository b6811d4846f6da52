package org.livechat.api.http;

import java.util.Optional;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.ControlPlane;
import org.livechat.api.control.FloorCapture;
import org.livechat.api.control.Operations;
import org.livechat.api.gateway.Admission;
import org.livechat.api.part.Kit;
import org.livechat.api.part.PartContext;
import org.livechat.api.recording.Recorder;
import org.livechat.api.store.Store;
import org.livechat.api.trace.TraceSink;

/**
 * What an HTTP part has to work with. May be used from any thread.
 *
 * @since 1
 */
public interface HttpPartContext extends PartContext {
    /** What anybody may see. */
    ControlPlane control();

    /** What operators may see and do: serve it to them alone. */
    Operations operations();

    /** The server's parts. */
    Kit kit();

    /**
     * What floors are asked and decide, for fault reports.
     *
     * @since 1
     */
    default FloorCapture capture() {
        return FloorCapture.none();
    }

    /**
     * What outlives a restart, for its backup and its problems.
     *
     * @since 1
     */
    default Store store() {
        return Store.none();
    }

    /**
     * What records channels, for those who may hear them; empty where nothing does.
     *
     * @since 1
     */
    default Optional<Recorder> recorder() {
        return Optional.empty();
    }

    /**
     * Lets users in who come with their tokens, as gateways do. It does not look whether an operator has blocked them, which opening a session
     * does: who opens none asks {@link org.livechat.api.control.ControlPlane#requireUnblocked}.
     *
     * @since 1
     */
    default Admission admission() {
        return (_, _, _) -> {
            throw new RequestRefused(ErrorCode.NOT_AUTHENTICATED, "this server lets no users in here");
        };
    }

    /** Where things are shown that operators want to see. */
    TraceSink trace();
}
