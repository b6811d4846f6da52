/** How datagrams come in and go out: what a transport is, and the port that a media worker owns of it. */
@NullMarked
package org.livechat.api.transport;

import org.jspecify.annotations.NullMarked;
