/** Chooses, for each listener, which size and layers of each picture it gets, and tries out what the way to it takes. */
@NullMarked
package org.livechat.media.layer;

import org.jspecify.annotations.NullMarked;
