/** The HTTP server and what a module needs to answer under a path of it. */
@NullMarked
package org.livechat.http;

import org.jspecify.annotations.NullMarked;
