/** What the numbers in a client's packets mean: payload types, and the ids of header extensions. */
@NullMarked
package org.livechat.media.format;

import org.jspecify.annotations.NullMarked;
