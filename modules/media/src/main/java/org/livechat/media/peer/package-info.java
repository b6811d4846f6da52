/** A client as its packets show it: address, ciphers, numbers, and the worker that owns it. */
@NullMarked
package org.livechat.media.peer;

import org.jspecify.annotations.NullMarked;
