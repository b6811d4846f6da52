/**
 * STUN (RFC 8489) and the two ends of ICE that we need (RFC 8445): the lite server and the controlling client. No I/O, threads
 * or clocks.
 */
@NullMarked
package org.livechat.rtc.stun;

import org.jspecify.annotations.NullMarked;
