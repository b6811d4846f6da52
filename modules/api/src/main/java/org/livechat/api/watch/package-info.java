/** What threads are at, and what has been at one thing for too long. */
@NullMarked
package org.livechat.api.watch;

import org.jspecify.annotations.NullMarked;
