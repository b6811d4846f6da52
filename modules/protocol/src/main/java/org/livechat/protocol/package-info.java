/** Packets as records, and the two codecs that turn them into JSON text frames and back. */
@NullMarked
package org.livechat.protocol;

import org.jspecify.annotations.NullMarked;
