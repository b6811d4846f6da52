/**
 * RTCP, which ends here on both sides: reports, arrival times and requests for keyframes and lost packets are the server's own, and
 * what a listener asks for is answered by the server.
 */
@NullMarked
package org.livechat.media.feedback;

import org.jspecify.annotations.NullMarked;
