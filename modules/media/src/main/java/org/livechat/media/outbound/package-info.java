/**
 * What goes to a client: slots, whose streams are the server's own, and the way out of a worker.
 *
 * <p>Here, beside the slot, belong what it has sent lately, for a listener that asks for it again (a bounded ring a slot that
 * {@code MediaSender} fills), and the choice of a layer: {@code Slot.forward} decides at a keyframe whether a stream becomes its
 * source, and a slot that is given a bit rate decides there between the streams of a track.
 */
@NullMarked
package org.livechat.media.outbound;

import org.jspecify.annotations.NullMarked;
