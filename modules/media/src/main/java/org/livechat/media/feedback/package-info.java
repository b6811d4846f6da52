/**
 * RTCP, which ends here on both sides: reports and keyframe requests are the server's own.
 *
 * <p>Requests for lost packets belong here in both directions: the server's own, made from the gaps that an inbound stream's
 * statistics see, and those of listeners, answered from what their slots keep. So does the estimate of what a client can receive:
 * it reads a listener's feedback where {@code RtcpDesk} does, and gives its slots a bit rate.
 */
@NullMarked
package org.livechat.media.feedback;

import org.jspecify.annotations.NullMarked;
