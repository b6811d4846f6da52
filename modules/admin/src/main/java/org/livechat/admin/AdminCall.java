package org.livechat.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.livechat.http.JsonReply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request that has found its endpoint.
 *
 * @param values what stands at the places of the template that are in braces, decoded
 * @param request the request, whose body nobody has read
 */
record AdminCall(List<String> values, Request request) {
    private static final JsonMapper JSON = JsonMapper.shared();

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

    String value(int place) {
        return values.get(place);
    }

    /** The body, which has to be a JSON object; the HTTP server bounds its length. */
    JsonNode body() {
        return object(text());
    }

    /** The body, or an empty object where there is none. */
    JsonNode optionalBody() {
        String text = text();
        return object(text.isBlank() ? "{}" : text);
    }

    private String text() {
        try {
            return Content.Source.asString(request, StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("the request's body could not be read", broken);
        }
    }

    private static JsonNode object(String text) {
        try {
            JsonNode body = JSON.readTree(text);
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException _) {
            // Told below, like every other body that is no object.
        }
        throw new Refused(HttpStatus.BAD_REQUEST_400, "the body has to be a JSON object");
    }
}
