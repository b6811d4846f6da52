package org.livechat.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.livechat.api.http.HttpPart;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonGet;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/** {@code GET /openapi.json}: every HTTP path of the server, for tools. Tells nothing of this server, so for anybody. */
public final class DescriptionRoutes implements HttpPart, HttpRoutes {
    private static final String RESOURCE = "openapi.json";

    private final JsonReply description;

    /** Reads the description, which is part of this module. */
    public DescriptionRoutes() {
        try (InputStream resource = DescriptionRoutes.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing in the admin module");
            }
            description = JsonReply.ok(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(RESOURCE + " of the admin module cannot be read", broken);
        }
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.exactly("/openapi.json", new JsonGet(_ -> description)));
    }
}
