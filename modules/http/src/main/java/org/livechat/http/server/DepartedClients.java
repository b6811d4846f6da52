package org.livechat.http.server;

import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that goes away in the middle of its request is no failure of the server, and no line of its log. */
final class DepartedClients extends Handler.Wrapper {
    private static final Logger log = LoggerFactory.getLogger(DepartedClients.class);

    DepartedClients(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        try {
            return super.handle(request, response, callback);
        } catch (Exception e) {
            if (!isDeparture(e) || response.isCommitted()) {
                throw e;
            }
            log.debug("A client went away before its request was whole: {}", request, e);
            response.setStatus(HttpStatus.BAD_REQUEST_400);
            callback.succeeded();
            return true;
        }
    }

    /** Whether a request has failed because its client went away. */
    static boolean isDeparture(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof EofException || cause instanceof ClosedChannelException);
    }
}
