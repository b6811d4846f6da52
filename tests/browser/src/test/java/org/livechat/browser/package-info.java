/** The server as people meet it: real browsers with fake microphones and cameras, and what they hear and see. */
@NullMarked
package org.livechat.browser;

import org.jspecify.annotations.NullMarked;
