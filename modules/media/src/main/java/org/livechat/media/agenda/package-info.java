/** A worker's work besides packets: what others ask of it, and what it has put off. */
@NullMarked
package org.livechat.media.agenda;

import org.jspecify.annotations.NullMarked;
