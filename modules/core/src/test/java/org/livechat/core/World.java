package org.livechat.core;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.livechat.api.ChannelMode;
import org.livechat.api.Credential;
import org.livechat.api.FloorIndicator;
import org.livechat.api.control.FloorChoice;
import org.livechat.api.control.NewChannel;
import org.livechat.api.store.Store;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.PriorityPolicy;

/** A control plane in virtual time, with one PTT and one conference channel. */
final class World implements AutoCloseable {
    static final String PTT = "CH_0001";
    static final String CONFERENCE = "CH_0004";

    final VirtualTime time = new VirtualTime();
    final LiveControlPlane plane;
    RecordedMedia media;

    World() {
        this(settings(20, ChannelSettings.defaults()));
    }

    World(CoreSettings settings) {
        this(settings, Observation.none());
    }

    World(Store store) {
        this(settings(20, ChannelSettings.defaults()), Observation.none(), store);
    }

    World(CoreSettings settings, Observation observation) {
        this(settings, observation, Store.none());
    }

    private World(CoreSettings settings, Observation observation, Store store) {
        this.plane = LiveControlPlane.withoutThread(
                settings,
                listener -> {
                    media = new RecordedMedia(listener);
                    return media;
                },
                time,
                List.of(new PriorityPolicy()),
                observation,
                store);
    }

    static CoreSettings settings(int capacity, ChannelSettings channels) {
        return new CoreSettings(
                SessionSettings.defaults(),
                channels,
                Map.of("base", FloorSettings.base()),
                "base",
                List.of(
                        new PresetChannel(PTT, "0001", "Dispatch", ChannelMode.PTT, capacity, FloorChoice.none()),
                        new PresetChannel(
                                CONFERENCE, "0004", "Meeting", ChannelMode.CONFERENCE, capacity, FloorChoice.none())));
    }

    static Credential credential(String userId) {
        return new Credential(userId, Credential.MAX_PRIORITY, EnumSet.allOf(FloorIndicator.class));
    }

    Client open(String userId) {
        var client = new Client();
        client.session = plane.open(credential(userId), 100, client);
        return client;
    }

    /** Opens a session, joins and connects media, and forgets what was told about it. */
    Client member(String userId, String channelId) {
        var client = open(userId);
        client.joinWithMedia(channelId);
        media.listener.connected(userId + "@" + channelId);
        client.heard();
        return client;
    }

    static NewChannel channel(String id, String frequency) {
        return new NewChannel(id, frequency, "name of " + id, ChannelMode.PTT, OptionalInt.empty());
    }

    /** Lets time pass, stopping at every deadline on the way. */
    void pass(Duration duration) {
        long end = time.nanoTime() + duration.toNanos();
        var next = plane.nextDeadlineNanos();
        while (next.isPresent() && next.getAsLong() - end <= 0) {
            time.pass(Math.max(0, next.getAsLong() - time.nanoTime()));
            plane.runDue();
            next = plane.nextDeadlineNanos();
        }
        time.pass(end - time.nanoTime());
    }

    @Override
    public void close() {
        plane.close();
    }
}
