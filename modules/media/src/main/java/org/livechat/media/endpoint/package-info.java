/** A client's media connection as a whole, what was negotiated for it, and how it is found. */
@NullMarked
package org.livechat.media.endpoint;

import org.jspecify.annotations.NullMarked;
