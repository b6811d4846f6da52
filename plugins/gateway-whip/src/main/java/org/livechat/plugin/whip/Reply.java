package org.livechat.plugin.whip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.livechat.http.JsonReply;

/**
 * What a request is answered with.
 *
 * @param status an HTTP status
 * @param headers all but the length of the body
 * @param body empty for none
 */
record Reply(int status, List<HttpField> headers, String body) {
    Reply {
        headers = List.copyOf(headers);
    }

    /** A status alone. */
    static Reply of(int status) {
        return new Reply(status, List.of(), "");
    }

    /** A body of some media type. */
    static Reply of(int status, String mediaType, String body) {
        return new Reply(status, List.of(), body)
                .with("Content-Type", mediaType)
                .with("Cache-Control", "no-store");
    }

    /** The server's form of an error. */
    static Reply error(int status, String sentence) {
        return of(status, "application/json", JsonReply.error(status, sentence).body());
    }

    /** The same with a header more. */
    Reply with(String name, String value) {
        return new Reply(
                status,
                Stream.concat(headers.stream(), Stream.of(new HttpField(name, value)))
                        .toList(),
                body);
    }

    /** Sends it and completes the callback. */
    void send(Response response, Callback callback) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        headers.forEach(response.getHeaders()::add);
        if (bytes.length > 0) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        }
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }
}
