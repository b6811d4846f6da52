package org.livechat.signaling;

import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * A close frame that Jetty treats as an ordinary one: written, then waited for the peer's. For a status such as 1008 it
 * would cut the connection at once (12.1.14), and the reset that follows when bytes of the peer are still unread would
 * often take the close frame with it.
 */
final class LingeringClose extends Frame implements CloseStatus.Supplier {
    LingeringClose(int status, String reason) {
        super(OpCode.CLOSE, CloseStatus.asPayloadBuffer(status, reason));
    }

    @Override
    public CloseStatus getCloseStatus() {
        return CloseStatus.NORMAL_STATUS;
    }
}
