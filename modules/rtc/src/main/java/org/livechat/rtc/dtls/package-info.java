/** DTLS 1.2 for SRTP (RFC 5764, RFC 8827): one handshake an object, fed with datagrams, that ends in SRTP keys. */
@NullMarked
package org.livechat.rtc.dtls;

import org.jspecify.annotations.NullMarked;
