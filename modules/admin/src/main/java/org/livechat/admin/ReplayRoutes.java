package org.livechat.admin;

import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.livechat.api.Credential;
import org.livechat.api.RequestRefused;
import org.livechat.api.http.HttpPart;
import org.livechat.api.network.FailureLimit;
import org.livechat.api.part.PartFailed;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonGet;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/** {@code GET /recordings} and {@code GET /recordings/{id}}: for users whose tokens name channels that they may hear again. */
public final class ReplayRoutes implements HttpPart, HttpRoutes {
    private static final String PATH = "/recordings";
    private static final int SOON_SECONDS = 1;

    private final ReplayUsers users;
    private final ReplayRate rate;
    private final ReplayPlaces places;
    private final ReplayEnds ends;
    private final Replay replay;

    ReplayRoutes(ReplayUsers users, ReplayRate rate, ReplayPlaces places, ReplayEnds ends, Replay replay) {
        this.users = users;
        this.rate = rate;
        this.places = places;
        this.ends = ends;
        this.replay = replay;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.exactly(
                        PATH,
                        new ForUsers((user, request, response, callback) ->
                                replay.list(request, user).send(response, callback))),
                Route.under(PATH, new ForUsers(this::sendFile)));
    }

    private void sendFile(Credential user, Request request, Response response, Callback callback) {
        RangedFile file = replay.file(id(request), user, !HttpMethod.HEAD.is(request.getMethod()));
        file.send(request, response, callback, (bytes, sent) -> ends.bound(request, bytes, sent));
    }

    private static String id(Request request) {
        return Request.getPathInContext(request).substring(PATH.length() + 1);
    }

    /** Answers one who was let in, by completing the callback. */
    private interface Answer {
        void to(Credential user, Request request, Response response, Callback callback);
    }

    private final class ForUsers extends Handler.Abstract {
        private final Answer answer;

        private ForUsers(Answer answer) {
            this.answer = answer;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (!JsonGet.isMeant(request, response, callback)) {
                return true;
            }
            try {
                answer(request, response, callback);
            } catch (AdminCall.Refused refused) {
                refuse(refused.reply(), SOON_SECONDS, response, callback);
            } catch (RequestRefused refused) {
                refuse(
                        JsonReply.error(status(refused), refused.reason()),
                        FailureLimit.WINDOW_SECONDS,
                        response,
                        callback);
            } catch (PartFailed failed) {
                refuse(
                        JsonReply.error(AdminCall.status(failed), String.valueOf(failed.getMessage())),
                        SOON_SECONDS,
                        response,
                        callback);
            }
            return true;
        }

        private void answer(Request request, Response response, Callback callback) {
            Credential user = users.of(request);
            rate.count(user.userId());
            Runnable giveBack = places.take(user.userId());
            try {
                answer.to(user, request, response, Callback.from(callback, giveBack));
            } catch (RuntimeException | Error e) {
                giveBack.run();
                throw e;
            }
        }
    }

    private static void refuse(JsonReply reply, long retryAfterSeconds, Response response, Callback callback) {
        if (reply.status() == HttpStatus.UNAUTHORIZED_401) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"livechat\"");
        }
        if (reply.status() == HttpStatus.TOO_MANY_REQUESTS_429
                || reply.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, retryAfterSeconds);
        }
        reply.send(response, callback);
    }

    private static int status(RequestRefused refused) {
        return switch (refused.code()) {
            case INVALID_PAYLOAD -> HttpStatus.BAD_REQUEST_400;
            case INVALID_TOKEN, NOT_AUTHENTICATED -> HttpStatus.UNAUTHORIZED_401;
            case ACCESS_DENIED -> HttpStatus.FORBIDDEN_403;
            case RATE_LIMITED -> HttpStatus.TOO_MANY_REQUESTS_429;
            default -> HttpStatus.INTERNAL_SERVER_ERROR_500;
        };
    }
}
