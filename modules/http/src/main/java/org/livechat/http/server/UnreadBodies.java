package org.livechat.http.server;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Says so in the answer when the connection ends behind it because the request's body has not come whole and nobody has read it, as of a
 * request that is refused by its headers. Jetty ends it then without a word, and a client that keeps connections would lose its next
 * request to that (RFC 9112 9.6).
 */
final class UnreadBodies extends Handler.Wrapper {
    private static final String CLOSE = "close";

    UnreadBodies(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, hasBody(request) ? new Announcing(request, response) : response, callback);
    }

    private static boolean hasBody(Request request) {
        return request.getHeaders().contains(HttpHeader.CONTENT_LENGTH)
                || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private static final class Announcing extends Response.Wrapper {
        private boolean begun;

        Announcing(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (!begun) {
                begun = true;
                if (last && !getRequest().consumeAvailable()) {
                    getHeaders().put(HttpHeader.CONNECTION, CLOSE);
                }
            }
            super.write(last, content, callback);
        }
    }
}
