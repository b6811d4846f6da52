package org.livechat.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.livechat.admin.AdminRoutes;
import org.livechat.admin.ChannelRoutes;
import org.livechat.admin.DescriptionRoutes;
import org.livechat.admin.HealthRoutes;
import org.livechat.admin.Metrics;
import org.livechat.admin.MetricsRoutes;
import org.livechat.admin.OperationsMetrics;
import org.livechat.admin.PluginEntry;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaListener;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.livechat.console.ConsoleRoutes;
import org.livechat.core.LiveControlPlane;
import org.livechat.core.Observation;
import org.livechat.core.TimeSource;
import org.livechat.http.BearerToken;
import org.livechat.http.FailureLimit;
import org.livechat.http.HttpMetrics;
import org.livechat.http.HttpServer;
import org.livechat.http.HttpSettings;
import org.livechat.http.TlsSettings;
import org.livechat.http.TlsUnusable;
import org.livechat.media.MediaSettings;
import org.livechat.media.RelayMediaPlane;
import org.livechat.media.WorkerSettings;
import org.livechat.server.access.Access;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.config.HttpConfig;
import org.livechat.server.config.LivechatConfig;
import org.livechat.server.config.MediaConfig;
import org.livechat.server.plugin.LoadedPlugins;
import org.livechat.server.plugin.PluginLoader;
import org.livechat.server.plugin.PluginStatus;
import org.livechat.signaling.SignalingGateway;
import org.livechat.signaling.SignalingMetrics;
import org.livechat.signaling.SignalingSettings;
import org.livechat.trace.TraceBus;
import org.livechat.trace.TraceRoutes;
import org.livechat.trace.TraceSettings;
import org.livechat.transport.Transports;

/** All parts of one server, wired together and running. */
public final class LivechatServer implements AutoCloseable {
    private final LiveControlPlane control;
    private final RelayMediaPlane media;
    private final SignalingGateway signaling;
    private final TraceBus trace;
    private final Metrics metrics;
    private final AtomicBoolean ready;
    private final HttpServer http;
    private final Optional<String> sharedSecret;
    private final List<PluginStatus> plugins;

    private LivechatServer(
            LiveControlPlane control,
            RelayMediaPlane media,
            SignalingGateway signaling,
            TraceBus trace,
            Metrics metrics,
            AtomicBoolean ready,
            HttpServer http,
            Optional<String> sharedSecret,
            List<PluginStatus> plugins) {
        this.control = control;
        this.media = media;
        this.signaling = signaling;
        this.trace = trace;
        this.metrics = metrics;
        this.ready = ready;
        this.http = http;
        this.sharedSecret = sharedSecret;
        this.plugins = plugins;
    }

    /**
     * Starts everything; returns when clients can connect.
     *
     * @param secret what clients present as their token
     * @param adminToken what those present who administer and watch
     * @throws StartException when a port is in use or an address is not of this machine
     * @throws org.livechat.server.config.ConfigurationException when parts of the configuration contradict each other
     */
    public static LivechatServer start(LivechatConfig config, String secret, String adminToken) {
        var plugins = loadPlugins(config);
        var access = Access.of(config.access(), secret, plugins.authenticators(), home());
        var trace = new TraceBus(new TraceSettings(
                config.trace().events(),
                config.trace().readers(),
                config.trace().whileUnread()));
        var admins =
                new BearerToken(adminToken, new FailureLimit(config.access().failuresPerMinute()), trace);
        plugins.statuses().forEach(status -> show(status, trace));
        var metrics = new Metrics();
        var ready = new AtomicBoolean(true);
        var opened = new RelayMediaPlane[1];
        var control = LiveControlPlane.start(
                CoreConfiguration.of(config, plugins.policies()),
                listener -> opened[0] = openMedia(config.media(), plugins.codecs(), listener),
                TimeSource.system(),
                plugins.policies(),
                new Observation(trace, metrics));
        var signaling = new SignalingGateway(
                control,
                access,
                signalingSettings(config),
                trace,
                new FailureLimit(config.access().failuresPerMinute()));
        try {
            var http = new HttpServer(
                    httpSettings(config.http()),
                    List.of(
                            new ConsoleRoutes(),
                            new HealthRoutes(() -> ready.get() && !control.isDraining()),
                            new ChannelRoutes(control),
                            new TraceRoutes(trace, admins),
                            new AdminRoutes(
                                    control,
                                    entries(plugins.statuses()),
                                    config.shutdown().drainTimeout(),
                                    admins),
                            new MetricsRoutes(metrics, admins),
                            new DescriptionRoutes(),
                            signaling));
            metrics.add(new OperationsMetrics(control));
            metrics.add(opened[0]);
            metrics.add(new SignalingMetrics(signaling.counters()));
            metrics.add(new HttpMetrics(http));
            http.start();
            var shared = Optional.of(secret)
                    .filter(_ -> config.access().authenticators().contains(Access.SECRET));
            return new LivechatServer(
                    control, opened[0], signaling, trace, metrics, ready, http, shared, plugins.statuses());
        } catch (UncheckedIOException e) {
            signaling.close();
            control.close();
            throw new StartException("http: " + e.getMessage(), e);
        } catch (TlsUnusable e) {
            signaling.close();
            control.close();
            throw new ConfigurationException("http.tls: " + e.getMessage());
        } catch (RuntimeException e) {
            signaling.close();
            control.close();
            throw e;
        }
    }

    /** As the other one, with an admin token that nobody is told. */
    public static LivechatServer start(LivechatConfig config, String secret) {
        return start(config, secret, Secret.random());
    }

    /**
     * Looks whether a server could be started so, as far as that can be told without ports.
     *
     * @throws org.livechat.server.config.ConfigurationException when not
     */
    static void check(LivechatConfig config) {
        var plugins = loadPlugins(config);
        Access.of(config.access(), Secret.random(), plugins.authenticators(), home());
        CoreConfiguration.of(config, plugins.policies());
        try {
            httpSettings(config.http()).tls().ifPresent(TlsSettings::check);
        } catch (TlsUnusable e) {
            throw new ConfigurationException("http.tls: " + e.getMessage());
        }
    }

    private static LoadedPlugins loadPlugins(LivechatConfig config) {
        return PluginLoader.load(config.plugins(), home());
    }

    private static Path home() {
        return Path.of(System.getProperty("livechat.home", ""));
    }

    /** The TCP port of the console, the WebSocket and REST. */
    public int httpPort() {
        return http.port();
    }

    /** Where media is received. */
    public InetSocketAddress mediaAddress() {
        return media.localAddress();
    }

    /** What became of each plug-in, by name. */
    public List<PluginStatus> plugins() {
        return plugins;
    }

    /**
     * A link that opens the console on this machine. Where the shared secret lets people in it is in the link's fragment, which
     * browsers send nowhere.
     */
    public String consoleLink() {
        String page = "%s://127.0.0.1:%d/".formatted(http.scheme(), httpPort());
        // As RFC 3986 encodes: a form's + for a space would reach the page as a +.
        return sharedSecret
                .map(secret -> URLEncoder.encode(secret, UTF_8).replace("+", "%20"))
                .map(token -> page + "#token=" + token)
                .orElse(page);
    }

    /** Asks the control plane for its status; returns when it has answered. */
    void look() {
        control.status();
    }

    /** Whether anybody has the floor of a channel. */
    boolean hasTalkers() {
        return control.status().takenFloors() > 0;
    }

    /** From here on nothing new begins; those who talk may finish until the limit. */
    void drain(Duration limit) {
        control.drain(limit);
    }

    @Override
    public void close() {
        ready.set(false);
        signaling.close();
        trace.close();
        http.close();
        control.close();
        metrics.close();
    }

    private static RelayMediaPlane openMedia(MediaConfig config, List<CodecProvider> codecs, MediaListener listener) {
        var bind = new InetSocketAddress(address("media.host", config.host()), config.port());
        try {
            return RelayMediaPlane.open(
                    new MediaSettings(
                            bind,
                            AdvertisedAddress.of(config, bind.getAddress()),
                            config.socketBufferBytes(),
                            config.handshakeTimeout(),
                            config.consentTimeout(),
                            config.handshakeThreads(),
                            config.loudestSpeakers(),
                            new WorkerSettings(
                                    config.transport(), config.workers(), config.segmentation(), config.warmUp())),
                    Transports.all(),
                    codecs,
                    listener);
        } catch (IllegalArgumentException e) {
            throw new StartException("media: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new StartException(
                    "media: cannot listen on UDP %s:%d: %s".formatted(config.host(), config.port(), e.getMessage()), e);
        }
    }

    private static void show(PluginStatus status, TraceSink trace) {
        if (trace.isActive()) {
            String about = status.reason().orElseGet(() -> String.join(", ", status.provides()));
            trace.publish(TraceEvent.system(
                    System.currentTimeMillis(),
                    Optional.empty(),
                    Optional.empty(),
                    "PLUGIN_" + status.outcome().name(),
                    status.name() + (about.isEmpty() ? "" : ": " + about)));
        }
    }

    private static List<PluginEntry> entries(List<PluginStatus> statuses) {
        return statuses.stream()
                .map(status -> new PluginEntry(
                        status.name(),
                        status.outcome().name().toLowerCase(Locale.ROOT),
                        status.version(),
                        status.provides(),
                        status.reason()))
                .toList();
    }

    private static HttpSettings httpSettings(HttpConfig config) {
        var settings = HttpSettings.defaults()
                .at(config.host(), config.port())
                .withConnections(HttpSettings.defaults().maxConnections(), config.connectionsPerAddress())
                .withAllowedOrigins(Set.copyOf(config.allowedOrigins()));
        return config.tls()
                .map(tls ->
                        settings.withTls(new TlsSettings(home().resolve(tls.certificate()), home().resolve(tls.key()))))
                .orElse(settings);
    }

    private static SignalingSettings signalingSettings(LivechatConfig config) {
        var defaults = SignalingSettings.defaults();
        return new SignalingSettings(
                config.signaling().heartbeatInterval(),
                config.signaling().identifyTimeout(),
                config.signaling().unidentifiedPerAddress(),
                config.signaling().frameBytes(),
                config.signaling().egressQueue(),
                config.signaling().framesPerSecond(),
                config.signaling().frameBurst(),
                defaults.badPacketsInARow(),
                defaults.closeTimeout(),
                Set.copyOf(config.http().allowedOrigins()));
    }

    private static InetAddress address(String key, String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StartException(
                    "%s is '%s', which is no address of this machine and no known name".formatted(key, host), e);
        }
    }
}
