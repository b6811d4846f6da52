/** The recorder: packets of recorded bursts become files of Ogg Opus. */
@NullMarked
package org.livechat.record;

import org.jspecify.annotations.NullMarked;
