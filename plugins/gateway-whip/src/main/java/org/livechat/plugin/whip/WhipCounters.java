package org.livechat.plugin.whip;

import java.util.concurrent.atomic.LongAdder;

/** What the gateway has seen since it was made. */
final class WhipCounters {
    final LongAdder published = new LongAdder();
    final LongAdder played = new LongAdder();
    final LongAdder refused = new LongAdder();

    LongAdder of(Purpose purpose) {
        return switch (purpose) {
            case PUBLISH -> published;
            case PLAY -> played;
        };
    }
}
