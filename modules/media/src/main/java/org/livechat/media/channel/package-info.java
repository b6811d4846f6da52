/** One channel of the plane: turns plans into pictures, and decides which track each slot carries. */
@NullMarked
package org.livechat.media.channel;

import org.jspecify.annotations.NullMarked;
