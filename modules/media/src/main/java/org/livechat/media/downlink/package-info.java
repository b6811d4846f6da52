/**
 * What one client can receive, estimated by what it says of the packets that were sent to it.
 *
 * <p>The choice of a layer belongs here, beside {@link org.livechat.media.downlink.PictureBreaker}, which knows only two: all, and
 * nothing.
 */
@NullMarked
package org.livechat.media.downlink;

import org.jspecify.annotations.NullMarked;
