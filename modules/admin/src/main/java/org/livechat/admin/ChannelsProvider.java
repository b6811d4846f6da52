package org.livechat.admin;

import org.livechat.api.http.HttpPart;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.http.HttpPartProvider;

/** Makes the list of channels that anybody may read. */
public final class ChannelsProvider implements HttpPartProvider {
    @Override
    public String name() {
        return "channel-list";
    }

    @Override
    public HttpPart create(HttpPartContext context) {
        return new ChannelRoutes(context.control());
    }
}
