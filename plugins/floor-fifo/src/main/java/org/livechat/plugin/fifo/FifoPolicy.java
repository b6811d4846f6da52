package org.livechat.plugin.fifo;

import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;

/** First come, first served: no priority and no indicator interrupts a talker or overtakes one who waits. */
public final class FifoPolicy implements FloorPolicy {
    @Override
    public String name() {
        return "fifo";
    }

    @Override
    public FloorDecision judge(FloorRequest request, FloorView floor) {
        return floor.talker().isEmpty() ? FloorDecision.grant() : FloorDecision.queue();
    }
}
