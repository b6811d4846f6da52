package com.example.kept;

import java.util.List;
import java.util.Set;
import org.livechat.api.Authentication;
import org.livechat.api.Authenticator;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.api.Credential;
import org.livechat.api.FloorIndicator;
import org.livechat.api.part.PartContext;
import org.livechat.api.part.Setting;

/** Lets in whoever has the badge of the house. */
public final class Badges implements AuthenticatorProvider {
    private static final Setting<String> BADGE = Setting.text("badge", "none", "The badge.");

    @Override
    public String name() {
        return "badges";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(BADGE);
    }

    @Override
    public Authenticator create(PartContext context) {
        String badge = context.settings().get(BADGE);
        return (userId, token) -> token.equals(badge)
                ? Authentication.accepted(new Credential(userId, 10, Set.of(FloorIndicator.NORMAL)))
                : Authentication.unknown();
    }
}
