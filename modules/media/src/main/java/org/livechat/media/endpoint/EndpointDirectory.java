package org.livechat.media.endpoint;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.PeerAddress;

/** Finds endpoints by their id, by a ufrag that their clients' checks name, or by a proven address, from any thread. */
public final class EndpointDirectory {
    private final Map<String, Endpoint> byId = new ConcurrentHashMap<>();
    private final Map<String, Endpoint> byUfrag = new ConcurrentHashMap<>();
    private final Map<PeerAddress, Endpoint> byAddress = new ConcurrentHashMap<>();

    public Optional<Endpoint> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The endpoint that checks of this ufrag are for: its id, or another one since ICE was restarted. */
    public Optional<Endpoint> answering(String ufrag) {
        return Optional.ofNullable(byUfrag.get(ufrag));
    }

    /** The endpoint that proved to be at this address; null if none did. For every packet, so without wrapping. */
    @Nullable
    public Endpoint at(PeerAddress address) {
        return byAddress.get(address);
    }

    public Collection<Endpoint> all() {
        return byId.values();
    }

    public synchronized void add(Endpoint endpoint) {
        byId.put(endpoint.id(), endpoint);
        answers(endpoint);
    }

    /** Removes an endpoint from those that can be found by id; false if it was gone already. */
    public synchronized boolean remove(Endpoint endpoint) {
        endpoint.connection().ice().ufrags().forEach(ufrag -> answersNoMore(ufrag, endpoint));
        return byId.remove(endpoint.id(), endpoint);
    }

    /** Has the checks of all its ufrags find an endpoint, unless it was removed. */
    public synchronized void answers(Endpoint endpoint) {
        if (find(endpoint.id()).filter(endpoint::equals).isPresent()) {
            endpoint.connection().ice().ufrags().forEach(ufrag -> byUfrag.put(ufrag, endpoint));
        }
    }

    /** Has checks of a ufrag find an endpoint no more. */
    public synchronized void answersNoMore(String ufrag, Endpoint endpoint) {
        byUfrag.remove(ufrag, endpoint);
    }

    public void reachableAt(PeerAddress address, Endpoint endpoint) {
        byAddress.put(address, endpoint);
    }

    public void notReachableAt(PeerAddress address, Endpoint endpoint) {
        byAddress.remove(address, endpoint);
    }
}
