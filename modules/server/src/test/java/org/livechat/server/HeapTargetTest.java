package org.livechat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class HeapTargetTest {
    private static final long MIB = 1 << 20;

    @Test
    void leaves_as_much_room_above_what_lives_as_at_the_start() {
        assertThat(HeapTarget.wanted(256 * MIB, 0, 4096 * MIB)).isEqualTo(256 * MIB);
        assertThat(HeapTarget.wanted(256 * MIB, 700 * MIB, 4096 * MIB)).isEqualTo(956 * MIB);
    }

    @Test
    void never_asks_for_more_than_the_heap_may_have() {
        assertThat(HeapTarget.wanted(256 * MIB, 4000 * MIB, 4096 * MIB)).isEqualTo(4096 * MIB);
    }

    @Test
    void is_content_with_any_collector() {
        assertThatCode(HeapTarget::follow).doesNotThrowAnyException();
    }
}
