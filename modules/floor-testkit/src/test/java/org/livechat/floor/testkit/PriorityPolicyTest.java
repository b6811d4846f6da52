package org.livechat.floor.testkit;

import org.livechat.api.floor.FloorPolicy;
import org.livechat.floor.PriorityPolicy;

class PriorityPolicyTest implements FloorPolicyContract {
    @Override
    public FloorPolicy policy() {
        return new PriorityPolicy();
    }
}
