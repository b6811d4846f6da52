/** The WebSocket gateway and its settings. */
@NullMarked
package org.livechat.signaling;

import org.jspecify.annotations.NullMarked;
