package org.livechat.admin;

import org.livechat.api.http.HttpPart;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.http.HttpPartProvider;

/** Makes the description of all paths. */
public final class DescriptionProvider implements HttpPartProvider {
    @Override
    public String name() {
        return "openapi";
    }

    @Override
    public HttpPart create(HttpPartContext context) {
        return new DescriptionRoutes();
    }
}
