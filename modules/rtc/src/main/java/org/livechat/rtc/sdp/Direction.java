package org.livechat.rtc.sdp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who sends in a media section, from the view of the one whose description it stands in. */
public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /** The name of the attribute. */
    public String sdpName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the one whose description it is sends. */
    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    /** Whether the one whose description it is receives. */
    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }

    static Direction of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }

    /** The one of that name, written as {@link #sdpName} is. */
    static Optional<Direction> named(String name) {
        return Arrays.stream(values())
                .filter(direction -> direction.sdpName().equals(name))
                .findFirst();
    }

    static Optional<Direction> in(Attributes attributes) {
        for (var direction : values()) {
            if (attributes.has(direction.sdpName())) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }
}
