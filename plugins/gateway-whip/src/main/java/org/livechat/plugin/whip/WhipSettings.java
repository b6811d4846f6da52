package org.livechat.plugin.whip;

import java.time.Duration;
import java.util.List;
import org.livechat.api.Credential;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/**
 * The section {@code whip} of the configuration.
 *
 * @param priority with which publishers ask for floors
 * @param requestAgain how long a publisher leaves others the floor that it has lost or was denied
 * @param sessions the most there may be at a time
 * @param sessionsPerAddress the most that one network may have
 * @param iceServers what clients are told of in Link headers
 */
record WhipSettings(
        int priority, Duration requestAgain, int sessions, int sessionsPerAddress, List<IceServer> iceServers) {
    private static final int MILLION = 1_000_000;

    private static final Setting<Integer> PRIORITY = Setting.integer(
            "priority",
            50,
            0,
            Credential.MAX_PRIORITY,
            "With which publishers ask for the floor; people ask with 100, and so interrupt them.");
    private static final Setting<Duration> REQUEST_AGAIN = Setting.duration(
            "request_again",
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofHours(1),
            "How long a publisher that has lost the floor waits before it asks again.");
    private static final Setting<Integer> SESSIONS =
            Setting.integer("sessions", 1000, 1, MILLION, "The most publishers and players at a time.");
    private static final Setting<Integer> SESSIONS_PER_ADDRESS = Setting.integer(
            "sessions_per_address", 100, 1, MILLION, "The most publishers and players of one client address.");
    private static final Setting<List<Settings>> ICE_SERVERS = Setting.mappings(
            "ice_servers", IceServer.KEYS, List.of(), "STUN and TURN servers that clients are told of.");

    static final List<Setting<?>> ALL = List.of(PRIORITY, REQUEST_AGAIN, SESSIONS, SESSIONS_PER_ADDRESS, ICE_SERVERS);

    WhipSettings {
        iceServers = List.copyOf(iceServers);
    }

    /** @throws org.livechat.api.part.SettingRefused when a value is wrong */
    static WhipSettings read(Settings said) {
        return new WhipSettings(
                said.get(PRIORITY),
                said.get(REQUEST_AGAIN),
                said.get(SESSIONS),
                said.get(SESSIONS_PER_ADDRESS),
                said.get(ICE_SERVERS).stream().map(IceServer::read).toList());
    }
}
