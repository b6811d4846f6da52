/** The server itself: starts the parts, wires them together, stops them. */
@NullMarked
package org.livechat.server;

import org.jspecify.annotations.NullMarked;
