package org.livechat.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.livechat.http.JsonReply;

/**
 * A file as an answer, or one range of its bytes (RFC 9110 14.2), so that a player can begin anywhere. Several ranges at once are answered
 * with all of it, as a server may.
 *
 * @param type its media type
 */
record RangedFile(Path path, String type) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Bytes from the first on, so many. */
    record Part(long first, long length) {}

    /** Sees that a client comes to the end of so many bytes in time; what it returns is completed with them. */
    interface Bound {
        Callback of(long bytes, Callback callback);
    }

    void send(Request request, Response response, Callback callback) {
        send(request, response, callback, (_, unbound) -> unbound);
    }

    void send(Request request, Response response, Callback callback, Bound bound) {
        try {
            long size = Files.size(path);
            Optional<Matcher> asked = Optional.ofNullable(request.getHeaders().get(HttpHeader.RANGE))
                    .map(RANGE::matcher)
                    .filter(range -> range.matches() && range.end(2) - range.start(1) > 1);
            Optional<Part> part = asked.flatMap(range -> part(range.group(1), range.group(2), size));
            response.getHeaders().put(HttpHeader.ACCEPT_RANGES, "bytes");
            if (asked.isPresent() && part.isEmpty()) {
                response.getHeaders().put(HttpHeader.CONTENT_RANGE, "bytes */" + size);
                JsonReply.error(HttpStatus.RANGE_NOT_SATISFIABLE_416, "the file has " + size + " bytes")
                        .send(response, callback);
                return;
            }
            Part sent = part.orElse(new Part(0, size));
            response.setStatus(part.isPresent() ? HttpStatus.PARTIAL_CONTENT_206 : HttpStatus.OK_200);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, sent.length());
            if (part.isPresent()) {
                response.getHeaders()
                        .put(
                                HttpHeader.CONTENT_RANGE,
                                "bytes %d-%d/%d".formatted(sent.first(), sent.first() + sent.length() - 1, size));
            }
            Content.copy(
                    Content.Source.from(path, sent.first(), sent.length()),
                    response,
                    bound.of(sent.length(), callback));
        } catch (IOException _) {
            JsonReply.error(HttpStatus.NOT_FOUND_404, "the file is not there any more")
                    .send(response, callback);
        }
    }

    /** What a range means; empty where the file has nothing of it. Of the two numbers one may be missing. */
    static Optional<Part> part(String from, String to, long size) {
        if (from.isEmpty()) {
            long last = Math.min(Long.parseLong(to), size);
            return last == 0 ? Optional.empty() : Optional.of(new Part(size - last, last));
        }
        long first = Long.parseLong(from);
        long end = to.isEmpty() ? size : Math.min(Long.parseLong(to) + 1, size);
        return first >= end ? Optional.empty() : Optional.of(new Part(first, end - first));
    }
}
