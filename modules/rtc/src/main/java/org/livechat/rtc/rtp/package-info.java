/**
 * RTP, RTCP and header extensions as allocation-free views of byte ranges, without state where none is needed.
 *
 * <p>A packet is always given as {@code (buffer, offset, length)}. That range must lie inside the buffer; what is written inside
 * the range is never trusted.
 */
@NullMarked
package org.livechat.rtc.rtp;

import org.jspecify.annotations.NullMarked;
