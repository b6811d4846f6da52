/** A relay plan as packets read it: which slots carry each track, replaced whole by one volatile write. */
@NullMarked
package org.livechat.media.picture;

import org.jspecify.annotations.NullMarked;
