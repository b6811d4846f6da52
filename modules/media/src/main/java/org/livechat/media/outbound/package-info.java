/**
 * What goes to a client: slots, whose streams are the server's own, what is sent again of them, and the way out of a worker.
 *
 * <p>The choice of a layer belongs beside the slot: {@code Slot.forward} decides at a keyframe whether a stream becomes its source,
 * and {@code StreamLayers} which packets of it are left out.
 */
@NullMarked
package org.livechat.media.outbound;

import org.jspecify.annotations.NullMarked;
