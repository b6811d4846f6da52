package org.livechat.http;

import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers GET and HEAD with JSON, and other methods with 405. */
public final class JsonGet extends Handler.Abstract {
    private final Function<Request, JsonReply> answer;

    public JsonGet(Function<Request, JsonReply> answer) {
        this.answer = answer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (isMeant(request, response, callback)) {
            answer.apply(request).send(response, callback);
        }
        return true;
    }

    /**
     * Whether a request is GET or HEAD; otherwise it is answered with 405. For handlers that answer something else than JSON.
     *
     * @since 1
     */
    public static boolean isMeant(Request request, Response response, Callback callback) {
        String method = request.getMethod();
        if (HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method)) {
            return true;
        }
        response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
        JsonReply.error(HttpStatus.METHOD_NOT_ALLOWED_405, method + " is not allowed here; use GET")
                .send(response, callback);
        return false;
    }
}
