package org.livechat.http.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.livechat.http.JsonReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part's handler whose failures are its own: who asked is told that the server failed, and the log has one line a minute, however
 * often strangers ask. Jetty would write twenty for each request.
 */
final class FailingParts extends Handler.Wrapper {
    private static final Logger log = LoggerFactory.getLogger(FailingParts.class);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String part;
    private final AtomicLong loggedNanos = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    /** @param part what operators call it */
    FailingParts(String part, Handler handler) {
        super(handler);
        this.part = part;
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
            report(failure);
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

    private void report(Throwable failure) {
        long now = System.nanoTime();
        long last = loggedNanos.get();
        if (now - last >= QUIET_NANOS && loggedNanos.compareAndSet(last, now)) {
            log.error("{} failed to answer a request; it is named again in a minute at the soonest", part, failure);
        }
    }
}
