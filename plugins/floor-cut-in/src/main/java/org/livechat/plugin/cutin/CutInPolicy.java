package org.livechat.plugin.cutin;

import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;

/** Audio cut-in: who asks talks, whoever talked before. For channels without grace and queue. */
public final class CutInPolicy implements FloorPolicy {
    @Override
    public String name() {
        return "cut-in";
    }

    @Override
    public FloorDecision judge(FloorRequest request, FloorView floor) {
        return floor.talker().isEmpty() ? FloorDecision.grant() : FloorDecision.preempt();
    }
}
