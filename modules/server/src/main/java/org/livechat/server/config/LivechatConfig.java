package org.livechat.server.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be configured. Each part checks its own keys; {@code config/livechat.yaml} lists them all with
 * their defaults.
 *
 * @param dataFolder what the server keeps: its secret, later its history
 */
public record LivechatConfig(
        HttpConfig http,
        AccessConfig access,
        MediaConfig media,
        SignalingConfig signaling,
        SessionsConfig sessions,
        ChannelsConfig channels,
        FloorConfig floor,
        PluginsConfig plugins,
        TraceConfig trace,
        ShutdownConfig shutdown,
        Path dataFolder,
        Map<String, String> effective) {
    /**
     * Reads the configuration.
     *
     * @param file the YAML file, if there is one
     * @param overrides what the environment and the command line say
     * @throws ConfigurationException naming the first thing that is wrong
     */
    public static LivechatConfig read(Optional<Path> file, Overrides overrides) {
        var known = new KnownKeys();
        Section root = file.map(path -> YamlFile.read(path, overrides, known))
                .orElseGet(() -> YamlFile.none(overrides, known));
        return read(root, known);
    }

    static LivechatConfig read(Section root, KnownKeys known) {
        var http = HttpConfig.read(root.section("http"));
        var access = AccessConfig.read(root.section("access"));
        var media = MediaConfig.read(root.section("media"));
        var signaling = SignalingConfig.read(root.section("signaling"));
        var sessions = SessionsConfig.read(root.section("sessions"));
        var channels = ChannelsConfig.read(root.section("channels"));
        var floor = FloorConfig.read(root.section("floor"));
        var plugins = PluginsConfig.read(root.section("plugins"));
        var trace = TraceConfig.read(root.section("trace"));
        var shutdown = ShutdownConfig.read(root.section("shutdown"));
        Path data = Path.of(root.text("data", "data"));
        root.end();
        return new LivechatConfig(
                http,
                access,
                media,
                signaling,
                sessions,
                channels,
                floor,
                plugins,
                trace,
                shutdown,
                data,
                known.effective());
    }
}
