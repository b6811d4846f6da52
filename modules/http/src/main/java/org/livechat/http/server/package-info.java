/** The HTTP server of the process: Jetty, bounded. */
@NullMarked
package org.livechat.http.server;

import org.jspecify.annotations.NullMarked;
