package org.livechat.admin;

import org.livechat.api.http.HttpPart;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.http.HttpPartProvider;

/** Makes what operators look at and do. */
public final class AdminProvider implements HttpPartProvider {
    @Override
    public String name() {
        return "admin";
    }

    @Override
    public HttpPart create(HttpPartContext context) {
        context.metrics().add(new OperationsMetrics(context.operations()));
        return new AdminRoutes(context.operations(), context.kit());
    }
}
