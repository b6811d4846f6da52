/**
 * What comes from a client: its tracks, the streams that they come in, and a packet of one of them taken apart.
 *
 * <p>Several streams of one track, as simulcast sends them, are told apart here by their {@code rid}; which of them a listener
 * gets is decided by its slot.
 */
@NullMarked
package org.livechat.media.inbound;

import org.jspecify.annotations.NullMarked;
