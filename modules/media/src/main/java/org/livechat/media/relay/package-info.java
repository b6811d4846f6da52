/**
 * The way of a media packet through a worker: through the gate, taken apart, and in runs to the slots of its track.
 *
 * <p>{@code RtpRelay} hands a run to {@code FanOut} and to nobody else: a tap for a recording takes the same run at the same place,
 * copies it into a ring of its own, and returns. A link to another node is one more slot of a track on the way out, and one more
 * talker on the way in, so that the picture names it as it names a client.
 */
@NullMarked
package org.livechat.media.relay;

import org.jspecify.annotations.NullMarked;
