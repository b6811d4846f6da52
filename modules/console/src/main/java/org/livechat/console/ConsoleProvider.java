package org.livechat.console;

import org.livechat.api.http.HttpPart;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.http.HttpPartProvider;

/** Makes the web console. */
public final class ConsoleProvider implements HttpPartProvider {
    @Override
    public String name() {
        return "console";
    }

    @Override
    public HttpPart create(HttpPartContext context) {
        return new ConsoleRoutes();
    }
}
