package org.livechat.http.server;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonReply;

/**
 * A part's handler whose failures are its own: who asked is told that the server failed, and operators that the part did. Jetty
 * would write twenty lines of the log for each request, and strangers may ask as often as they like.
 */
final class FailingParts extends Handler.Wrapper {
    private final HttpRoutes part;
    private final Audience audience;

    FailingParts(HttpRoutes part, Handler handler, Audience audience) {
        super(handler);
        this.part = part;
        this.audience = audience;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        try {
            return super.handle(request, response, callback);
        } catch (Throwable failure) {
            // What is the client's fault, such as a body that is too long or breaks off, others answer.
            if (failure instanceof Exception exception
                    && (exception instanceof HttpException || DepartedClients.isDeparture(exception))) {
                throw exception;
            }
            // Anything else is the part's, and must not be the server's, Errors included.
            audience.failed(part, failure);
            fail(response, callback, failure);
            return true;
        }
    }

    private static void fail(Response response, Callback callback, Throwable failure) {
        if (response.isCommitted()) {
            callback.failed(failure);
        } else {
            int status = HttpStatus.INTERNAL_SERVER_ERROR_500;
            JsonReply.error(status, HttpStatus.getMessage(status)).send(response, callback);
        }
    }
}
