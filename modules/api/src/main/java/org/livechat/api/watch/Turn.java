package org.livechat.api.watch;

/**
 * Something that a thread is at and that ought to end soon: a round of a media worker, a decision about a channel.
 *
 * @param what names it, such as {@code a round of media-worker-0}
 * @param thread who is at it
 * @param sinceNanos when it began, as {@link System#nanoTime()} tells the time; two turns of a thread differ in it
 * @since 1
 */
public record Turn(String what, Thread thread, long sinceNanos) {}
