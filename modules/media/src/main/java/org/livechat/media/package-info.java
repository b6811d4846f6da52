/** The relay: endpoints, their streams and slots, plans, and the workers that forward packets. */
@NullMarked
package org.livechat.media;

import org.jspecify.annotations.NullMarked;
