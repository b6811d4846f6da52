package org.livechat.media.endpoint;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.PeerAddress;

/** Finds endpoints by their ufrag or by a proven address, from any thread. */
public final class EndpointDirectory {
    private final Map<String, Endpoint> byId = new ConcurrentHashMap<>();
    private final Map<PeerAddress, Endpoint> byAddress = new ConcurrentHashMap<>();

    public Optional<Endpoint> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The endpoint that proved to be at this address; null if none did. For every packet, so without wrapping. */
    @Nullable
    public Endpoint at(PeerAddress address) {
        return byAddress.get(address);
    }

    public Collection<Endpoint> all() {
        return byId.values();
    }

    public void add(Endpoint endpoint) {
        byId.put(endpoint.id(), endpoint);
    }

    /** Removes an endpoint from those that can be found by id; false if it was gone already. */
    public boolean remove(Endpoint endpoint) {
        return byId.remove(endpoint.id(), endpoint);
    }

    public void reachableAt(PeerAddress address, Endpoint endpoint) {
        byAddress.put(address, endpoint);
    }

    public void notReachableAt(PeerAddress address, Endpoint endpoint) {
        byAddress.remove(address, endpoint);
    }
}
