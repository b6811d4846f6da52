package org.livechat.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A response with a JSON body, never cached.
 *
 * @param status an HTTP status
 * @param body JSON text
 * @since 1
 */
public record JsonReply(int status, String body) {
    private static final int OK = 200;

    /** 200 with this JSON text. */
    public static JsonReply ok(String body) {
        return new JsonReply(OK, body);
    }

    /** {@code {"error": "..."}}, the form of every error of this server. */
    public static JsonReply error(int status, String sentence) {
        char[] escaped = JsonStringEncoder.getInstance().quoteAsCharArray(sentence);
        return new JsonReply(status, "{\"error\":\"" + String.valueOf(escaped) + "\"}");
    }

    /** Sends it and completes the callback. */
    public void send(Response response, Callback callback) {
        send(status, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), response, callback);
    }

    /** Sends 200 with bytes that others may be sent, too. */
    static void sendOk(ByteBuffer utf8, Response response, Callback callback) {
        send(OK, utf8, response, callback);
    }

    private static void send(int status, ByteBuffer utf8, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, utf8.remaining());
        response.write(true, utf8, callback);
    }
}
