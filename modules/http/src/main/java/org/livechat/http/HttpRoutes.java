package org.livechat.http;

import java.util.List;

/** What a module answers over HTTP. Called once, when the server is built. */
@FunctionalInterface
public interface HttpRoutes {
    List<Route> routes();
}
