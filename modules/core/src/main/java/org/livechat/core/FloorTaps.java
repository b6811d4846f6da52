package org.livechat.core;

import java.util.Optional;

/** Who is shown what floors decide now, if anybody. Any thread. */
final class FloorTaps {
    private volatile Optional<FloorTap> current = Optional.empty();

    Optional<FloorTap> current() {
        return current;
    }

    void use(Optional<FloorTap> tap) {
        current = tap;
    }
}
