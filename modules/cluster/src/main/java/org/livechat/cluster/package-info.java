/** Who owns a channel: rules without thread, clock or socket; what servers agree on comes as a log of entries. */
@NullMarked
package org.livechat.cluster;

import org.jspecify.annotations.NullMarked;
