/**
 * How much one receiver can take, and what to do with it: estimates from feedback, probes, pacing and the choice of layers.
 *
 * <p>Everything here is arithmetic on arguments: no thread, clock, lock or socket. Each object serves one receiver and is owned by
 * one thread. Times named {@code nowNanos} come from one monotonic clock of the caller's. Nothing is allocated a packet.
 *
 * <p>What a receiver reports is never trusted: forged feedback can move its own estimate inside fixed bounds and costs no more
 * than its length.
 *
 * <p>Sources: Carlucci et al., "Congestion Control for Web Real-Time Communication" (IEEE/ACM Transactions on Networking, 2017);
 * draft-ietf-rmcat-gcc-02; the constants that libwebrtc's goog_cc has settled on since. Where we go our own way, the class says so.
 */
@NullMarked
package org.livechat.rtc.bandwidth;

import org.jspecify.annotations.NullMarked;
