/** A channel that exists nowhere else, by which a packet's way is compiled before the first real one comes. */
@NullMarked
package org.livechat.media.warmup;

import org.jspecify.annotations.NullMarked;
