/** UDP ports for media workers. */
@NullMarked
package org.livechat.transport;

import org.jspecify.annotations.NullMarked;
