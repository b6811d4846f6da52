/** A floor policy: first come, first served, and nobody is ever interrupted. */
@NullMarked
package org.livechat.plugin.fifo;

import org.jspecify.annotations.NullMarked;
