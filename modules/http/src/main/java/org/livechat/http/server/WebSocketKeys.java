package org.livechat.http.server;

import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.livechat.http.JsonReply;

/** Refuses upgrades to a WebSocket whose key is not 16 bytes in base64 (RFC 6455 4.2.1), which Jetty takes as it comes. */
final class WebSocketKeys extends Handler.Wrapper {
    private static final int KEY_BYTES = 16;

    WebSocketKeys(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isUpgrade(request) && !hasKey(request)) {
            JsonReply.error(
                            HttpStatus.BAD_REQUEST_400,
                            "an upgrade to a WebSocket has one Sec-WebSocket-Key of 16 bytes in base64 (RFC 6455 4.2.1)")
                    .send(response, callback);
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** Whether it asks for a WebSocket. */
    static boolean isUpgrade(Request request) {
        return request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
    }

    private static boolean hasKey(Request request) {
        List<String> keys = request.getHeaders().getValuesList(HttpHeader.SEC_WEBSOCKET_KEY);
        if (keys.size() != 1) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(keys.getFirst()).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
