/** The static files of the web console and the handler that serves them. */
@NullMarked
package org.livechat.console;

import org.jspecify.annotations.NullMarked;
