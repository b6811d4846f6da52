/** Clients that UDP does not reach: connections to the media port's number in TCP, and the packets that come and go in them. */
@NullMarked
package org.livechat.media.tcp;

import org.jspecify.annotations.NullMarked;
