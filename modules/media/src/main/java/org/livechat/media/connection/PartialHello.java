package org.livechat.media.connection;

import java.nio.ByteBuffer;
import org.livechat.rtc.dtls.HelloPieces;

/**
 * A hello whose first piece has the cookie.
 *
 * @param hello what tells it from others
 * @param pieces what has come of it
 */
public record PartialHello(ByteBuffer hello, HelloPieces pieces) {}
