package org.livechat.plugin.dispatcher;

import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;

/** A dispatcher outranks everyone, an emergency and a broadcast included; among equals urgency and priority decide. */
public final class DispatcherPolicy implements FloorPolicy {
    private static final String ROLE = "dispatcher";

    @Override
    public String name() {
        return "dispatcher";
    }

    @Override
    public FloorDecision judge(FloorRequest request, FloorView floor) {
        return FloorDecision.byRank(floor, talking -> outranks(request, talking));
    }

    @Override
    public boolean overtakes(FloorRequest arriving, FloorRequest waiting) {
        return outranks(arriving, waiting);
    }

    @Override
    public boolean interruptsBroadcast(FloorRequest request) {
        return isDispatcher(request) || FloorPolicy.super.interruptsBroadcast(request);
    }

    private static boolean outranks(FloorRequest request, FloorRequest other) {
        return isDispatcher(request) == isDispatcher(other) ? request.outranks(other) : isDispatcher(request);
    }

    private static boolean isDispatcher(FloorRequest request) {
        return request.roles().contains(ROLE);
    }
}
