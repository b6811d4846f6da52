package com.example.kept;

import java.util.List;
import java.util.Optional;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.Event;
import org.livechat.api.control.JoinRequest;
import org.livechat.api.control.Outbox;
import org.livechat.api.control.Session;
import org.livechat.api.gateway.Gateway;
import org.livechat.api.gateway.GatewayContext;
import org.livechat.api.gateway.GatewayProvider;
import org.livechat.http.HttpRoutes;
import org.livechat.http.JsonGet;
import org.livechat.http.JsonReply;
import org.livechat.http.Route;

/** Knocks: a user comes in, joins a channel, and is gone again. */
public final class Doors implements GatewayProvider {
    @Override
    public String name() {
        return "door";
    }

    @Override
    public Gateway create(GatewayContext context) {
        return new Door(context);
    }

    private static final class Door implements Gateway, HttpRoutes, Outbox {
        private final GatewayContext context;

        private Door(GatewayContext context) {
            this.context = context;
        }

        @Override
        public List<Route> routes() {
            return List.of(
                    Route.exactly("/knock", new JsonGet(_ -> JsonReply.ok("{\"members\":" + knock("kept") + "}"))),
                    Route.exactly("/break-in", new JsonGet(_ -> JsonReply.ok("{\"answer\":\"" + refused() + "\"}"))));
        }

        private int knock(String token) {
            Credential visitor = context.admission().admit("visitor", token, Optional.empty());
            Session session = context.control().open(visitor, 0, this);
            try {
                return session.join(new JoinRequest("CH_0001", 1, Optional.empty(), true))
                        .members()
                        .size();
            } finally {
                session.close();
            }
        }

        private String refused() {
            try {
                knock("a wrong one");
                return "in";
            } catch (RequestRefused refused) {
                return refused.code().name();
            }
        }

        @Override
        public void send(Event event) {}

        @Override
        public void end(ErrorCode code, String reason) {}
    }
}
