package org.livechat.protocol;

import java.math.BigDecimal;

/** What a client named its request by; the answer repeats it. */
public sealed interface RequestId {
    /** The most characters of a textual id, or digits of a number. */
    int MAX_LENGTH = 64;

    record Text(String value) implements RequestId {}

    record Numeric(BigDecimal value) implements RequestId {
        /** A whole number. */
        public Numeric(long value) {
            this(BigDecimal.valueOf(value));
        }
    }
}
