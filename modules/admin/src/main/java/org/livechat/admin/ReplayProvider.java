package org.livechat.admin;

import java.time.Duration;
import java.util.List;
import org.livechat.api.http.HttpPart;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.http.HttpPartProvider;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;
import org.livechat.http.AnswerEnd;

/** Makes what users hear of recordings. */
public final class ReplayProvider implements HttpPartProvider {
    private static final Setting<Integer> REQUESTS = Setting.integer(
            "requests", 64, 1, 10_000, "The most requests for recordings of users at a time; more are refused.");
    private static final Setting<Integer> REQUESTS_PER_USER =
            Setting.integer("requests_per_user", 4, 1, 1000, "The most of them of one user.");
    private static final Setting<Integer> REQUESTS_PER_SECOND = Setting.integer(
            "requests_per_second", 10, 1, 10_000, "How many requests of one user a second; twice as many at once.");
    private static final Setting<Duration> ANSWER_TIMEOUT = Setting.duration(
            "answer_timeout",
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            "How long a user may take to read a recording, all of it; long ones have more by slowest_rate.");
    private static final Setting<Integer> SLOWEST_RATE = Setting.bytes(
            "slowest_rate",
            AnswerEnd.SLOWEST_RATE,
            1024,
            1024 * 1024 * 1024,
            "For each so many bytes of a recording there is a second more to read it.");

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(REQUESTS, REQUESTS_PER_USER, REQUESTS_PER_SECOND, ANSWER_TIMEOUT, SLOWEST_RATE);
    }

    @Override
    public HttpPart create(HttpPartContext context) {
        Settings settings = context.settings();
        var ends = new ReplayEnds(settings.get(ANSWER_TIMEOUT), settings.get(SLOWEST_RATE));
        context.metrics().add(ends);
        return new ReplayRoutes(
                new ReplayUsers(context.admission(), context.control()),
                new ReplayRate(settings.get(REQUESTS_PER_SECOND), System::nanoTime),
                new ReplayPlaces(settings.get(REQUESTS), settings.get(REQUESTS_PER_USER)),
                ends,
                new Replay(context.store(), context.recorder(), context.trace(), new ReplayNotes(System::nanoTime)));
    }
}
