package com.example.kept;

import java.util.List;
import org.livechat.api.http.HttpPart;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.http.HttpPartProvider;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonGet;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/** Shows how many channels there are and how many events there were. */
public final class Boards implements HttpPartProvider {
    @Override
    public String name() {
        return "board";
    }

    @Override
    public HttpPart create(HttpPartContext context) {
        return new Board(context);
    }

    private record Board(HttpPartContext context) implements HttpPart, HttpRoutes {
        @Override
        public List<Route> routes() {
            return List.of(Route.exactly("/board", new JsonGet(_ -> JsonReply.ok("{\"channels\":"
                    + context.control().channels().size() + ",\"events\":" + (Tally.EVENTS.get() > 0) + "}"))));
        }
    }
}
