package com.example.kept;

import org.livechat.api.FloorDenyCause;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;

/** Only the chairman talks. */
public final class Chairman implements FloorPolicy {
    @Override
    public String name() {
        return "chairman";
    }

    @Override
    public FloorDecision judge(FloorRequest request, FloorView floor) {
        if (!request.userId().equals("chairman")) {
            return FloorDecision.deny(FloorDenyCause.OTHER, "only the chairman talks, to " + floor.members());
        }
        return floor.talker().isEmpty() ? FloorDecision.grant() : FloorDecision.queue();
    }
}
