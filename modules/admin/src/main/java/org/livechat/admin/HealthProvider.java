package org.livechat.admin;

import org.livechat.api.http.HttpPart;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.http.HttpPartProvider;

/** Makes what load balancers and supervisors ask. */
public final class HealthProvider implements HttpPartProvider {
    @Override
    public String name() {
        return "health";
    }

    @Override
    public HttpPart create(HttpPartContext context) {
        return new HealthRoutes(
                context.kit()::isReady,
                context.operations()::isDraining,
                () -> context.store().problem().isPresent());
    }
}
