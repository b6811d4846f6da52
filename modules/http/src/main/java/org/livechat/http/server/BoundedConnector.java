package org.livechat.http.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.livechat.api.network.PerNetworkCount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port that holds only so many connections, in all and of one network, and none that never asks for anything. One of a
 * trusted proxy is nobody's until it carries a request.
 */
final class BoundedConnector extends ServerConnector {
    /**
     * Whose a connection is.
     *
     * @param client empty while it is nobody's
     * @param place empty also when the client has none left
     */
    private record Owner(Optional<InetAddress> client, Optional<PerNetworkCount.Place> place) {
        static final Owner NOBODY = new Owner(Optional.empty(), Optional.empty());

        boolean is(InetAddress other) {
            return place.isPresent() && client.equals(Optional.of(other));
        }

        void leave() {
            place.ifPresent(PerNetworkCount.Place::close);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(BoundedConnector.class);
    private static final Duration COMPLAINTS_APART = Duration.ofMinutes(1);

    /** Between two tries to take a connection where one has failed. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HttpSettings settings;
    private final LongAdder refused = new LongAdder();
    private final PerNetworkCount perNetwork;
    private final Map<EndPoint, Owner> owners = new ConcurrentHashMap<>();

    /** Of the one thread that takes connections. */
    private long nextComplaintNanos = System.nanoTime();

    BoundedConnector(Server server, HttpSettings settings, ConnectionFactory... connections) {
        super(server, 1, 1, connections);
        this.settings = settings;
        this.perNetwork = new PerNetworkCount(settings.limits().connectionsPerAddress());
        if (!settings.host().isEmpty()) {
            setHost(settings.host());
        }
        setPort(settings.port());
        setIdleTimeout(settings.limits().idle().toMillis());
    }

    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
        super.onEndPointOpened(endPoint);
        if (!admit(endPoint)) {
            refused.increment();
            endPoint.close();
            return;
        }
        new RequestWatch(endPoint, getScheduler(), settings.limits().firstRequest()).begin();
    }

    private boolean admit(EndPoint endPoint) {
        if (owners.size() >= settings.limits().connections()
                || !(endPoint.getRemoteSocketAddress() instanceof InetSocketAddress peer)) {
            return false;
        }
        Owner owner = settings.trustedProxies().contains(peer.getAddress()) ? Owner.NOBODY : owner(peer.getAddress());
        if (owner.client().isPresent() && owner.place().isEmpty()) {
            return false;
        }
        owners.put(endPoint, owner);
        return true;
    }

    private Owner owner(InetAddress client) {
        return new Owner(Optional.of(client), perNetwork.enter(client));
    }

    /**
     * A connection carries a request of some client, and is that client's until it carries one of another: proxies keep
     * connections and use them for whoever comes next.
     *
     * @param endPoint the connection, or what is above its TLS
     * @return false when the client's network has as many as it may
     */
    boolean carry(EndPoint endPoint, InetAddress client) {
        EndPoint connection = endPoint instanceof EndPoint.Wrapper wrapper ? wrapper.unwrap() : endPoint;
        var carried = new AtomicBoolean(true);
        owners.computeIfPresent(connection, (_, before) -> {
            if (before.is(client)) {
                return before;
            }
            before.leave();
            Owner now = owner(client);
            carried.set(now.place().isPresent());
            return now;
        });
        if (!carried.get()) {
            refused.increment();
        }
        return carried.get();
    }

    /** As a rule there are no descriptors left: who waits is taken once there are some again. */
    @Override
    protected boolean handleAcceptFailure(Throwable failure) {
        if (failure instanceof ClosedChannelException) {
            // The port is shut.
            return false;
        }
        if (!isRunning() || !(failure instanceof IOException)) {
            return super.handleAcceptFailure(failure);
        }
        long now = System.nanoTime();
        if (now - nextComplaintNanos >= 0) {
            nextComplaintNanos = now + COMPLAINTS_APART.toNanos();
            log.error(
                    "No connection can be taken ({}); each client needs one open file, of which LimitNOFILE or ulimit -n"
                            + " give more",
                    failure.getMessage());
        }
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    protected void onEndPointClosed(EndPoint endPoint) {
        Owner owner = owners.remove(endPoint);
        if (owner != null) {
            owner.leave();
        }
        super.onEndPointClosed(endPoint);
    }

    int openConnections() {
        return owners.size();
    }

    long refusedConnections() {
        return refused.sum();
    }
}
