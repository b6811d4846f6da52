package org.livechat.http.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.livechat.api.http.WebServer;
import org.livechat.api.part.PartFailed;
import org.livechat.api.transport.SharedPortProtocol;
import org.livechat.http.HttpRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one HTTP server of the process. Handlers run on virtual threads, so they may block; the few platform threads only
 * move bytes. Built with all its routes, then started once and closed once.
 */
public final class HttpServer implements WebServer {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int MAX_PLATFORM_THREADS = 64;

    private final Server server;
    private final BoundedConnector connector;
    private final HttpSettings settings;
    private final Optional<SharedPortProtocol> guest;
    private final List<HttpRoutes> parts;
    private final CrossOrigin origins;
    private final AnswerBudget answers;
    private final ProxiedRequests proxied;

    /**
     * @param parts whatever is served
     * @param operators guards the routes that are for them alone
     */
    public HttpServer(HttpSettings settings, List<HttpRoutes> parts, BearerToken operators) {
        this(settings, parts, operators, Audience.log(), Optional.empty());
    }

    /**
     * @param audience hears of parts that are not served
     * @param guest what shares the port
     */
    HttpServer(
            HttpSettings settings,
            List<HttpRoutes> parts,
            BearerToken operators,
            Audience audience,
            Optional<SharedPortProtocol> guest) {
        this.settings = settings;
        this.guest = guest;
        this.parts = List.copyOf(parts);
        QueuedThreadPool threads = new QueuedThreadPool(MAX_PLATFORM_THREADS);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-request-"));
        this.server = new Server(threads);
        Optional<TlsContext> tls = settings.tls().map(TlsContext::new);
        this.proxied = new ProxiedRequests(settings.trustedProxies());
        this.connector =
                new BoundedConnector(server, settings, connections(configuration(settings, proxied), tls, guest));
        tls.ifPresent(
                context -> connector.addEventListener(whenStarted(() -> context.watch(connector.getScheduler()))));
        server.addConnector(connector);
        server.setErrorHandler(new JsonErrorHandler(settings.limits()));
        server.setStopTimeout(settings.limits().stop().toMillis());
        SizeLimitHandler bounded = new SizeLimitHandler(settings.limits().bodyBytes(), -1);
        this.origins = new CrossOrigin(
                new OriginPolicy(settings.allowedOrigins()),
                new WebSocketKeys(Mappings.of(parts, operators, audience)));
        this.answers = new AnswerBudget(settings.limits().unreadBytesHere());
        Handler served = settings.trustedProxies().isEmpty() ? origins : new ProxiedConnections(connector, origins);
        bounded.setHandler(
                new UnreadBodies(new UnreadAnswers(answers, settings.limits(), new DepartedClients(served))));
        server.setHandler(new GracefulHandler(bounded));
    }

    private static ConnectionFactory[] connections(
            HttpConfiguration configuration, Optional<TlsContext> tls, Optional<SharedPortProtocol> guest) {
        List<ConnectionFactory> connections = new ArrayList<>();
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        connections.add(http);
        tls.ifPresent(context -> {
            // Whether the name is the certificate's is for the client to check; some know the server by its address
            // alone.
            configuration.addCustomizer(new SecureRequestCustomizer(false));
            connections.addFirst(new SslConnectionFactory(context.factory(), http.getProtocol()));
        });
        guest.ifPresent(other -> connections.addFirst(
                new FirstBytesFactory(other, connections.getFirst().getProtocol())));
        return connections.toArray(ConnectionFactory[]::new);
    }

    private static LifeCycle.Listener whenStarted(Runnable action) {
        return new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarted(LifeCycle started) {
                action.run();
            }
        };
    }

    private static HttpConfiguration configuration(HttpSettings settings, ProxiedRequests proxied) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(PlainPaths.COMPLIANCE);
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(settings.limits().headerBytes());
        configuration.addCustomizer(new SecurityHeaders());
        configuration.addCustomizer(proxied);
        return configuration;
    }

    /**
     * Listens. Returns when the port accepts connections.
     *
     * @throws PartFailed when it cannot, with the address and the reason
     */
    @Override
    public void start() {
        try {
            server.start();
        } catch (IOException refused) {
            // Jetty only says that it failed to bind; its cause says why.
            Throwable reason = refused.getCause() == null ? refused : refused.getCause();
            throw new PartFailed(
                    "cannot listen on " + where(settings.port()) + ": " + reason.getMessage()
                            + "; http.host and http.port (--port) say where",
                    refused);
        } catch (Exception broken) {
            throw new IllegalStateException("the HTTP server on " + where(settings.port()) + " did not start", broken);
        }
        guest.ifPresent(other -> other.listening(address()));
        LOG.info("{} on {}", settings.tls().isPresent() ? "HTTPS" : "HTTP", where(port()));
    }

    private InetSocketAddress address() {
        return settings.host().isEmpty()
                ? new InetSocketAddress(port())
                : new InetSocketAddress(settings.host(), port());
    }

    private String where(int port) {
        return (settings.host().isEmpty() ? "*" : settings.host()) + ":" + port;
    }

    @Override
    public String host() {
        String host = settings.host();
        InetAddress bound = new InetSocketAddress(host, 0).getAddress();
        if (host.isEmpty() || bound == null || bound.isAnyLocalAddress()) {
            return WebServer.super.host();
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    @Override
    public String scheme() {
        return settings.tls().isPresent() ? "https" : "http";
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    /** How many connections are open now. */
    public int connections() {
        return connector.openConnections();
    }

    /** How many connections were closed at once because of a bound, since the start. */
    public long refusedConnections() {
        return connector.refusedConnections();
    }

    /** How many requests of pages of other origins were refused, since the start. */
    public long refusedOrigins() {
        return origins.refused();
    }

    /** How many bytes of answers wait to be read now. */
    public long unreadBytes() {
        return answers.waiting();
    }

    /** How many answers were refused because too much waited to be read, since the start. */
    public long refusedAnswers() {
        return answers.refused();
    }

    /** How many connections were closed because an answer was not read, since the start. */
    public long unreadAnswers() {
        return answers.unread();
    }

    /** How many requests of trusted proxies did not say clearly whom they were for, since the start. */
    public long unclearClients() {
        return proxied.unclear();
    }

    /** Accepts nothing more, lets requests end for as long as the settings allow, then closes every connection. */
    @Override
    public void close() {
        parts.forEach(HttpRoutes::ending);
        try {
            server.stop();
        } catch (Exception failure) {
            LOG.warn("The HTTP server did not stop cleanly", failure);
        }
    }
}
