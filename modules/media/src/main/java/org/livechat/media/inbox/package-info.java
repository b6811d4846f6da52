/** What workers hand to each other: whom a client belongs to, and the rings that packets go through. */
@NullMarked
package org.livechat.media.inbox;

import org.jspecify.annotations.NullMarked;
