package org.livechat.floor;

import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;

/** The default: who outranks the talker pre-empts it, everyone else waits by urgency, then by arrival. */
public final class PriorityPolicy implements FloorPolicy {
    /** For {@link java.util.ServiceLoader}. */
    public PriorityPolicy() {}

    @Override
    public String name() {
        return "priority";
    }

    @Override
    public FloorDecision judge(FloorRequest request, FloorView floor) {
        return FloorDecision.byRank(floor, request::outranks);
    }

    @Override
    public boolean overtakes(FloorRequest arriving, FloorRequest waiting) {
        return arriving.outranks(waiting);
    }
}
