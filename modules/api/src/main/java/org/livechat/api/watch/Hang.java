package org.livechat.api.watch;

import java.time.Duration;
import java.util.List;

/**
 * A thread that has been at one thing for too long.
 *
 * @param what it is at; the outer thing first where it is at several, one within the other
 * @param thread its name
 * @param time how long by now
 * @param stack where it is, innermost first, cut at some depth
 * @since 1
 */
public record Hang(String what, String thread, Duration time, List<String> stack) {
    public Hang {
        stack = List.copyOf(stack);
    }
}
