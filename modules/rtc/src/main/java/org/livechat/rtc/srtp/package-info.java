/**
 * SRTP and SRTCP (RFC 3711, RFC 7714), in place and without I/O, threads or clocks.
 *
 * <p>Nothing here is safe for several threads: a sender, a receiver and the workspace they share belong to one thread. Bad
 * packets are answered by a negative {@link org.livechat.rtc.srtp.SrtpReject} code, never by an exception.
 */
@NullMarked
package org.livechat.rtc.srtp;

import org.jspecify.annotations.NullMarked;
