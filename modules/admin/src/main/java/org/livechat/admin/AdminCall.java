package org.livechat.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.livechat.api.part.PartFailed;
import org.livechat.http.JsonReply;

/**
 * A request that has found its endpoint.
 *
 * @param values what stands at the places of the template that are in braces, decoded
 * @param request the request, whose body nobody has read
 */
record AdminCall(List<String> values, Request request) {
    /** Said to the caller with a status. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String reason) {
            super(reason, null, false, false);
            this.status = status;
        }

        JsonReply reply() {
            return JsonReply.error(status, String.valueOf(getMessage()));
        }
    }

    /** With which status it is said that a part cannot do it: 503 where it may be able to soon, else 409. */
    static int status(PartFailed failed) {
        return failed.isForNow() ? HttpStatus.SERVICE_UNAVAILABLE_503 : HttpStatus.CONFLICT_409;
    }

    String value(int place) {
        return values.get(place);
    }

    /**
     * The body, which has to be a JSON object of these keys; the HTTP server bounds its length.
     *
     * @throws Refused when it is none, or has other keys
     */
    AdminBody body(String... keys) {
        return AdminBody.of(text(), List.of(keys));
    }

    /** The same, or an empty object where there is none. */
    AdminBody optionalBody(String... keys) {
        String text = text();
        return AdminBody.of(text.isBlank() ? "{}" : text, List.of(keys));
    }

    private String text() {
        try {
            ByteBuffer bytes = Content.Source.asByteBuffer(request);
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException _) {
            throw AdminBody.wrong("the body has to be text in UTF-8, and this one is not");
        } catch (IOException broken) {
            throw new UncheckedIOException("the request's body could not be read", broken);
        }
    }
}
