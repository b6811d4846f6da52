/** A server put together: its parts are found, made, started, replaced and closed here. */
@NullMarked
package org.livechat.server.kit;

import org.jspecify.annotations.NullMarked;
