/** WHIP and WHEP over the server's HTTP port. A POST becomes a session of the control plane, which lives as its media does. */
@NullMarked
package org.livechat.plugin.whip;

import org.jspecify.annotations.NullMarked;
