package org.livechat.admin;

import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.livechat.api.control.ControlPlane;
import org.livechat.api.http.HttpPart;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonGet;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;
import org.livechat.http.SharedJsonGet;

/** {@code GET /channels} and {@code GET /channels/{id}}: the same as CHANNEL_LIST and CHANNEL_INFO, for anybody. */
public final class ChannelRoutes implements HttpPart, HttpRoutes {
    private static final String PATH = "/channels";

    private final ControlPlane controlPlane;

    public ChannelRoutes(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.exactly(PATH, new SharedJsonGet<>(controlPlane::channels, ChannelJson::list)),
                Route.under(PATH, new JsonGet(this::detail)));
    }

    private JsonReply detail(Request request) {
        if (request.getHttpURI().getPath().endsWith("/")) {
            return JsonReply.error(HttpStatus.NOT_FOUND_404, "no path here has a slash at its end");
        }
        String id = Request.getPathInContext(request).substring(PATH.length() + 1);
        return controlPlane
                .channel(id)
                .map(channel -> JsonReply.ok(ChannelJson.detail(channel)))
                .orElseGet(() -> JsonReply.error(HttpStatus.NOT_FOUND_404, "no channel has this id"));
    }
}
