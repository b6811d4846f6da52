package org.livechat.plugin.whip;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.livechat.api.gateway.Gateway;
import org.livechat.http.HttpRoutes;
import org.livechat.http.Route;

/** WHIP at {@code /whip/CHANNEL} and WHEP at {@code /whep/CHANNEL}: one POST is one session of the control plane. */
final class WhipGateway implements Gateway, HttpRoutes {
    private final Doorkeeper doorkeeper;
    private final MediaSessions sessions;
    private final WhipSettings settings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("whip-timer").factory());

    WhipGateway(Doorkeeper doorkeeper, MediaSessions sessions, WhipSettings settings) {
        this.doorkeeper = doorkeeper;
        this.sessions = sessions;
        this.settings = settings;
    }

    @Override
    public void start() {
        Duration interval = doorkeeper.control().heartbeatInterval();
        var _ = timer.scheduleAtFixedRate(
                sessions::heartbeat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public List<Route> routes() {
        return Stream.of(Purpose.values())
                .map(purpose -> Route.under(purpose.path(), new WhipHandler(purpose, doorkeeper, sessions, settings)))
                .toList();
    }

    @Override
    public void ending() {
        close();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        sessions.endAll("the server is stopping");
    }
}
