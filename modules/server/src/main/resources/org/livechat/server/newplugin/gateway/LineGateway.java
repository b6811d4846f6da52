package {{package}};

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.livechat.api.gateway.Gateway;
import org.livechat.api.gateway.GatewayContext;
import org.livechat.api.metrics.Metric;
import org.livechat.api.part.PartFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens, and gives each connection a {@link LineClient} with a virtual thread of its own. */
final class LineGateway implements Gateway {
    private static final Logger log = LoggerFactory.getLogger("{{name}}");

    private final GatewayContext context;
    private final InetSocketAddress address;
    private final int most;
    private final Set<LineClient> clients = ConcurrentHashMap.newKeySet();
    private final ServerSocket listener;

    LineGateway(GatewayContext context, InetSocketAddress address, int most) {
        this.context = context;
        this.address = address;
        this.most = most;
        try {
            this.listener = new ServerSocket();
        } catch (IOException e) {
            throw new PartFailed("no socket is to be had: " + e.getMessage(), e);
        }
        context.metrics()
                .add(() -> List.of(Metric.gauge("{{metric}}.clients", "Clients of {{name}} that are connected.", clients::size)));
    }

    @Override
    public void start() {
        try {
            listener.bind(address);
        } catch (IOException e) {
            throw new PartFailed("it cannot listen on %s: %s; choose another {{name}}.port".formatted(address, e.getMessage()), e);
        }
        log.info("It listens on {}", listener.getLocalSocketAddress());
        Thread.ofPlatform().name("{{name}}").daemon().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (clients.size() >= most) {
                    socket.close();
                } else {
                    begin(socket);
                }
            } catch (IOException e) {
                // The listener is closed, or the one who came has gone again.
                log.debug("Nobody was let in", e);
                pause();
            }
        }
    }

    private void begin(Socket socket) {
        var client = new LineClient(context, socket);
        clients.add(client);
        Thread.ofVirtual().start(() -> {
            try {
                client.serve();
            } finally {
                clients.remove(client);
            }
        });
    }

    // Where there are no more file descriptors, accept fails at once, again and again.
    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            log.warn("The port did not close", e);
        }
        clients.forEach(LineClient::cut);
    }
}
