package org.livechat.http.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.livechat.http.AnswerEnd;
import org.livechat.http.ClientAddress;
import org.livechat.http.JsonReply;

/**
 * Bounds what waits to be read by clients, and for how long. An answer that would make it too much is not given but by status 503; a
 * client that does not read loses its connection.
 */
final class UnreadAnswers extends Handler.Wrapper {
    private final AnswerBudget budget;
    private final HttpLimits limits;

    UnreadAnswers(AnswerBudget budget, HttpLimits limits, Handler handler) {
        super(handler);
        this.budget = budget;
        this.limits = limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, new Bounded(request, response), callback);
    }

    private final class Bounded extends Response.Wrapper {
        Bounded(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (content == null || !content.hasRemaining()) {
                super.write(last, content, callback);
                return;
            }
            Optional<AnswerBudget.Place> place = budget.take(ClientAddress.of(getRequest()), content);
            if (place.isPresent()) {
                super.write(last, content, new Reading(callback, place.get(), endLater(content.remaining())));
            } else if (isCommitted()) {
                callback.failed(new TimeoutException("too much waits to be read by clients"));
            } else {
                refuse(callback);
            }
        }

        private void refuse(Callback callback) {
            getHeaders().remove(HttpHeader.ETAG);
            getHeaders().remove(HttpHeader.CONTENT_ENCODING);
            getHeaders().put(HttpHeader.RETRY_AFTER, 1);
            JsonReply.error(HttpStatus.SERVICE_UNAVAILABLE_503, "too many answers wait to be read; ask again later")
                    .send(getWrapped(), callback);
        }

        private AnswerEnd endLater(int bytes) {
            Duration time = AnswerEnd.time(limits.unread(), bytes, AnswerEnd.SLOWEST_RATE);
            return AnswerEnd.closing(getRequest(), time, "the client does not read", budget::countUnread);
        }
    }

    /** Gives back what an answer has taken, when it has been read or never will be. */
    private final class Reading extends Callback.Nested {
        private final AnswerBudget.Place place;
        private final AnswerEnd end;

        Reading(Callback callback, AnswerBudget.Place place, AnswerEnd end) {
            super(callback);
            this.place = place;
            this.end = end;
        }

        @Override
        public void succeeded() {
            giveBack();
            super.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            // Of the connector's patience with a connection on which nothing moves.
            if (failure instanceof TimeoutException) {
                budget.countUnread();
            }
            giveBack();
            super.failed(failure);
        }

        private void giveBack() {
            end.done();
            place.giveBack();
        }
    }
}
