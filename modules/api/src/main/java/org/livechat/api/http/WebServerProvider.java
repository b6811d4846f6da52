package org.livechat.api.http;

import org.livechat.api.part.PartProvider;

/**
 * Makes the {@link WebServer}; a server has at most one.
 *
 * @since 1
 */
public interface WebServerProvider extends PartProvider {
    /**
     * Makes the HTTP server, once, when all other parts are made.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong: the server does not start
     */
    WebServer create(WebServerContext context);
}
