/** How an endpoint is reached, gets its keys, stays, and ends. */
@NullMarked
package org.livechat.media.life;

import org.jspecify.annotations.NullMarked;
