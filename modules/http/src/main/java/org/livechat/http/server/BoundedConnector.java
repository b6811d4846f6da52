package org.livechat.http.server;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.livechat.api.network.PerNetworkCount;

/** A port that holds only so many connections, in all and of one network, and none that never asks for anything. */
final class BoundedConnector extends ServerConnector {
    private final HttpSettings settings;
    private final LongAdder refused = new LongAdder();
    private final PerNetworkCount perNetwork;
    private final Map<EndPoint, PerNetworkCount.Place> places = new ConcurrentHashMap<>();

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
        getScheduler()
                .schedule(
                        () -> closeIfSilent(endPoint),
                        settings.limits().firstRequest().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private boolean admit(EndPoint endPoint) {
        if (places.size() >= settings.limits().connections()
                || !(endPoint.getRemoteSocketAddress() instanceof InetSocketAddress peer)) {
            return false;
        }
        Optional<PerNetworkCount.Place> place = perNetwork.enter(peer.getAddress());
        place.ifPresent(taken -> places.put(endPoint, taken));
        return place.isPresent();
    }

    @Override
    protected void onEndPointClosed(EndPoint endPoint) {
        PerNetworkCount.Place place = places.remove(endPoint);
        if (place != null) {
            place.close();
        }
        super.onEndPointClosed(endPoint);
    }

    /** The idle timeout starts anew with every byte, so it alone would let a peer send its first request for hours. */
    private void closeIfSilent(EndPoint endPoint) {
        if (endPoint.isOpen() && endPoint.getConnection().getMessagesIn() == 0) {
            endPoint.close();
        }
    }

    int openConnections() {
        return places.size();
    }

    long refusedConnections() {
        return refused.sum();
    }
}
