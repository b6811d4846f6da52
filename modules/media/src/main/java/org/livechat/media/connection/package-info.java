/** What proves a client: connectivity checks, the addresses they came from, and the DTLS handshake that makes keys. */
@NullMarked
package org.livechat.media.connection;

import org.jspecify.annotations.NullMarked;
