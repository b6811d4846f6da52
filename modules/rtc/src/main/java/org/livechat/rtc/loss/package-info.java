/**
 * What is done about packets that are lost, as rules without threads, clocks or I/O: which to ask for and when, which to send
 * again, what arrived when, and what a voice stream carries twice.
 *
 * <p>Time is an argument, in nanoseconds of any clock that only goes forward, as {@link System#nanoTime} is. What these classes
 * remember is bounded by constants of their own, whatever a peer sends; memory is taken when there is first need of it and kept,
 * and nothing is allocated a packet. Each object belongs to one thread.
 */
@NullMarked
package org.livechat.rtc.loss;

import org.jspecify.annotations.NullMarked;
