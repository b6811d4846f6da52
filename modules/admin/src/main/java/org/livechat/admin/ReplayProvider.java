package org.livechat.admin;

import java.util.List;
import org.livechat.api.http.HttpPart;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.http.HttpPartProvider;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/** Makes what users hear of recordings. */
public final class ReplayProvider implements HttpPartProvider {
    private static final Setting<Integer> REQUESTS = Setting.integer(
            "requests", 64, 1, 10_000, "The most requests for recordings of users at a time; more are refused.");
    private static final Setting<Integer> REQUESTS_PER_USER =
            Setting.integer("requests_per_user", 4, 1, 1000, "The most of them of one user.");
    private static final Setting<Integer> REQUESTS_PER_SECOND = Setting.integer(
            "requests_per_second", 10, 1, 10_000, "How many requests of one user a second; twice as many at once.");

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(REQUESTS, REQUESTS_PER_USER, REQUESTS_PER_SECOND);
    }

    @Override
    public HttpPart create(HttpPartContext context) {
        Settings settings = context.settings();
        return new ReplayRoutes(
                new ReplayUsers(context.admission(), context.control()),
                new ReplayRate(settings.get(REQUESTS_PER_SECOND), System::nanoTime),
                new ReplayPlaces(settings.get(REQUESTS), settings.get(REQUESTS_PER_USER)),
                new Replay(context.store(), context.recorder(), context.trace(), new ReplayNotes(System::nanoTime)));
    }
}
