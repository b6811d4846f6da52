/** Who notices that a thread hangs. */
@NullMarked
package org.livechat.server.watch;

import org.jspecify.annotations.NullMarked;
