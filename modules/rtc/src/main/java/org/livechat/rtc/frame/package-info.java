/** Packets in a stream of bytes: each behind its length (RFC 4571), which is how RTP, DTLS and STUN go over TCP. */
@NullMarked
package org.livechat.rtc.frame;

import org.jspecify.annotations.NullMarked;
