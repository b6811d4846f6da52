package org.livechat.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.livechat.api.http.WebServer;
import org.livechat.api.part.Kit;
import org.livechat.api.part.PluginStatus;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.livechat.core.LiveControlPlane;
import org.livechat.server.kit.Assembly;
import org.livechat.server.kit.Blueprint;
import org.livechat.server.kit.LiveKit;
import org.livechat.server.kit.PartRoll;
import org.livechat.server.kit.Soundness;

/** All parts of one server, put together and running. */
public final class LivechatServer implements AutoCloseable {
    /** The name of the HTTP part that is the console. */
    private static final String CONSOLE = "console";

    private final PartRoll parts;
    private final LiveControlPlane control;
    private final LiveKit kit;
    private final Optional<WebServer> web;
    private final Optional<String> sharedSecret;

    private LivechatServer(
            PartRoll parts,
            LiveControlPlane control,
            LiveKit kit,
            Optional<WebServer> web,
            Optional<String> sharedSecret) {
        this.parts = parts;
        this.control = control;
        this.kit = kit;
        this.web = web;
        this.sharedSecret = sharedSecret;
    }

    /**
     * Starts everything; returns when clients can connect.
     *
     * @param secret what clients present as their token
     * @param adminToken what those present who administer and watch
     * @throws org.livechat.server.kit.StartException when a part that is required fails, since its port is taken for example
     * @throws org.livechat.server.config.ConfigurationException when parts of the configuration contradict each other
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     */
    public static LivechatServer start(Blueprint blueprint, String secret, String adminToken) {
        var parts = new Assembly(blueprint);
        try {
            var trace = parts.traceSinks();
            var store = parts.store(trace);
            var recorder = parts.recorder(trace, store);
            var control = parts.controlPlane(trace, store, recorder);
            var admission = parts.admission(secret, trace);
            parts.gateways(control, admission, trace);
            var kit = parts.httpParts(control, admission, trace, store, recorder);
            var web = parts.webServer(adminToken, trace);
            kit.plugins().forEach(plugin -> show(plugin, trace));
            var running = parts.start();
            kit.open(true);
            return new LivechatServer(
                    running, control, kit, web, Optional.of(secret).filter(_ -> blueprint.takesSecret()));
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** As the other one, with an admin token that nobody is told. */
    public static LivechatServer start(Blueprint blueprint, String secret) {
        return start(blueprint, secret, Secret.random());
    }

    /**
     * Looks whether a server could be started so, as far as that can be told without ports.
     *
     * @return what it would be without
     * @throws org.livechat.server.config.ConfigurationException when not
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     */
    static Soundness check(Blueprint blueprint) {
        try (var parts = new Assembly(blueprint)) {
            return parts.check();
        }
    }

    /** The TCP port of the console, the WebSocket and REST; empty when there is no web server. */
    public Optional<Integer> httpPort() {
        return web.map(WebServer::port);
    }

    /** Where media is received. */
    public InetSocketAddress mediaAddress() {
        return control.mediaAddress();
    }

    /** The TCP ports where it is received too, the preferred one first. */
    public List<Integer> mediaTcpPorts() {
        return control.mediaTcpPorts();
    }

    /** Its parts and plug-ins. */
    public Kit kit() {
        return kit;
    }

    /** What became of each plug-in, by name. */
    public List<PluginStatus> plugins() {
        return kit.plugins();
    }

    /** Where the console is on this machine; empty when there is none. */
    public Optional<String> consolePage() {
        return web.filter(_ -> parts.has(CONSOLE))
                .map(server -> "%s://%s:%d/".formatted(server.scheme(), server.host(), server.port()));
    }

    /**
     * A link that opens the console on this machine; empty when there is none. Where the shared secret lets people
     * in it is in the link's fragment, which browsers send nowhere.
     */
    public Optional<String> consoleLink() {
        // As RFC 3986 encodes: a form's + for a space would reach the page as a +.
        String token = sharedSecret
                .map(secret -> "#token=" + URLEncoder.encode(secret, UTF_8).replace("+", "%20"))
                .orElse("");
        return consolePage().map(page -> page + token);
    }

    /** Whether the shared secret lets people in. */
    boolean takesSecret() {
        return sharedSecret.isPresent();
    }

    /** Asks the control plane for its status; returns when it has answered. */
    void look() {
        control.status();
    }

    /** Whether anybody has the floor of a channel. */
    boolean hasTalkers() {
        return control.status().takenFloors() > 0;
    }

    /** From here on nothing new begins; those who talk may finish until the configured limit, which it returns. */
    Duration drain() {
        Duration limit = control.drainLimit();
        control.drain(limit);
        return limit;
    }

    @Override
    public void close() {
        kit.open(false);
        parts.close();
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
}
