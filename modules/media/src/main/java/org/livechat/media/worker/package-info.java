/** The threads that relay: each owns a port and what is reached through it, and has every datagram dealt with. */
@NullMarked
package org.livechat.media.worker;

import org.jspecify.annotations.NullMarked;
