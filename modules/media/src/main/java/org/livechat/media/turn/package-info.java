/** STUN and TURN servers that clients may take on their way to the relay. */
@NullMarked
package org.livechat.media.turn;

import org.jspecify.annotations.NullMarked;
