package org.livechat.console;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves the console at {@code /}: a fixed set of files, so no path of a request ever reaches a file system. Requests for
 * anything else are left to the next handler. Never blocks.
 */
final class ConsoleHandler extends Handler.Abstract.NonBlocking {
    private static final String INDEX = "index.html";

    static final List<String> NAMES = List.of(
            INDEX,
            "style.css",
            "channel.css",
            "grid.css",
            "quality.css",
            "desk.css",
            "side.css",
            "replay.css",
            "screens.css",
            "icon.svg",
            "console.js",
            "blank.js",
            "channel-list.js",
            "channel-view.js",
            "desk.js",
            "device-buttons.js",
            "dom.js",
            "end-follower.js",
            "floor-tones.js",
            "grid.js",
            "ice-servers.js",
            "last-heard.js",
            "level.js",
            "member-list.js",
            "messages.js",
            "quality.js",
            "quality-lines.js",
            "quality-mark.js",
            "quality-watch.js",
            "replay-player.js",
            "say-again.js",
            "screen-lock.js",
            "tile.js",
            "settings.js",
            "speaker.js",
            "stage.js",
            "talk-button.js",
            "time-line.js",
            "tones.js",
            "words.js",
            "livechat.js",
            "candidate-order.js",
            "capture.js",
            "channel.js",
            "connection.js",
            "server-socket.js",
            "device.js",
            "devices.js",
            "door.js",
            "entering-again.js",
            "errors.js",
            "floor.js",
            "media.js",
            "media-link.js",
            "media-way.js",
            "outbox.js",
            "pauses.js",
            "protocol.js",
            "receive-slots.js",
            "recordings.js",
            "silence-watch.js",
            "timer-worker.js",
            "timers.js",
            "voice-redundancy.js",
            "waking.js");

    private final Map<String, ConsoleFile> files = new LinkedHashMap<>();

    /** Reads all files; they are part of the jar, so that a missing one is a broken build. */
    ConsoleHandler() {
        for (String name : NAMES) {
            files.put("/" + name, ConsoleFile.read(name));
        }
        files.put("/", ConsoleFile.read(INDEX));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ConsoleFile file = files.get(request.getHttpURI().getCanonicalPath());
        if (file == null) {
            return false;
        }
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        if (!head && !HttpMethod.GET.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        HttpFields asked = request.getHeaders();
        boolean gzip = asked.contains(HttpHeader.ACCEPT_ENCODING, "gzip");
        String etag = gzip ? file.gzipEtag() : file.etag();
        ByteBuffer body = gzip ? file.gzip() : file.plain();

        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.ETAG, etag);
        headers.put(HttpHeader.VARY, "Accept-Encoding");
        // asked for again each time, answered with 304: a page and a library of different versions never meet
        headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
        if (asked.getCSV(HttpHeader.IF_NONE_MATCH, true).contains(etag)) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            callback.succeeded();
            return true;
        }
        headers.put(HttpHeader.CONTENT_TYPE, file.contentType());
        headers.put(HttpHeader.CONTENT_LENGTH, body.remaining());
        if (gzip) {
            headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        response.write(true, head ? null : body.duplicate(), callback);
        return true;
    }
}
