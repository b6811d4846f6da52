/** Real browsers, a real server and networks that lose, delay and queue between them; docs/networks.md says how to use it. */
@NullMarked
package org.livechat.netlab;

import org.jspecify.annotations.NullMarked;
