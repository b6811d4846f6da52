package org.livechat.floor;

import java.util.OptionalLong;
import java.util.Set;

/** An immutable picture of one floor. */
public interface FloorState {
    /** Those whose media may pass now: the holder, also while it is being revoked. At most one today. */
    Set<String> transmitters();

    /** Rises with every decision. */
    long sequence();

    /** When a {@link FloorInput.Tick} is due, in the caller's nanosecond clock. */
    OptionalLong nextDeadlineNanos();
}
