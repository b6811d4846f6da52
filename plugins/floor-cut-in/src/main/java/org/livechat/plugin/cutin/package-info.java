/** A floor policy: every request takes the floor at once. */
@NullMarked
package org.livechat.plugin.cutin;

import org.jspecify.annotations.NullMarked;
