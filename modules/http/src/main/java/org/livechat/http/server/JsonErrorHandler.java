package org.livechat.http.server;

import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.livechat.http.JsonReply;

/** Errors that no handler has answered: the status or what a request lacks in words, and nothing of what happened inside. */
final class JsonErrorHandler extends ErrorHandler {
    /** The path that Jetty gives a request of which it could read none. */
    private static final String UNREAD = "/badMessage";

    private static final Map<String, String> OF_PATHS = Map.of(
            Violation.BAD_UTF8_ENCODING.getDescription(), "what the percent signs of the path stand for is not UTF-8",
            Violation.TRUNCATED_UTF8_ENCODING.getDescription(),
                    "what the percent signs of the path stand for is not UTF-8",
            Violation.UTF16_ENCODINGS.getDescription(), "a path is percent-encoded UTF-8, which has no %u",
            Violation.AMBIGUOUS_PATH_SEGMENT.getDescription(), "a path here has no . or .. written as %2E or %2E%2E",
            Violation.AMBIGUOUS_EMPTY_SEGMENT.getDescription(), "a path here has no slash right behind another one",
            Violation.AMBIGUOUS_PATH_PARAMETER.getDescription(), "a path here has no ; behind . or ..");

    private final HttpLimits limits;

    JsonErrorHandler(HttpLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        JsonReply.error(status, sentence(request, status, message, cause)).send(response, callback);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    private String sentence(Request request, int status, @Nullable String message, @Nullable Throwable cause) {
        if (status == HttpStatus.BAD_REQUEST_400) {
            if (message != null && message.toLowerCase(Locale.ROOT).contains("host")) {
                return "a request has one header Host, with the server's name or address (RFC 9112 3.2)";
            }
            if (message != null && OF_PATHS.containsKey(message)) {
                return OF_PATHS.getOrDefault(message, message);
            }
            boolean isOfPath = cause != null && cause.getCause() instanceof IllegalArgumentException;
            if (isOfPath && UNREAD.equals(request.getHttpURI().getPath())) {
                return "the request cannot be read; in a path each % has two hexadecimal digits behind it"
                        + " (a % itself is %25), and %00 is nothing";
            }
        }
        String path = request.getHttpURI().getPath();
        return switch (status) {
            case HttpStatus.PAYLOAD_TOO_LARGE_413 ->
                "the body is too long; it may have " + limits.bodyBytes() + " bytes";
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                "the headers are too long; path and headers may have " + limits.headerBytes() + " bytes together";
            case HttpStatus.URI_TOO_LONG_414 ->
                "the path is too long; path and headers may have " + limits.headerBytes() + " bytes together";
            case HttpStatus.NOT_FOUND_404 ->
                path != null && path.length() > 1 && path.endsWith("/")
                        ? "no path here has a slash at its end"
                        : HttpStatus.getMessage(status);
            default -> HttpStatus.getMessage(status);
        };
    }
}
