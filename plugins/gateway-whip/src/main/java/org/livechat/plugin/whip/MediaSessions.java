package org.livechat.plugin.whip;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpStatus;
import org.livechat.api.network.PerNetworkCount;

/** All resources there are, by ids that nobody guesses, within their bounds. Thread-safe. */
final class MediaSessions {
    /** More than the 128 bits that keep a URL from being guessed; who knows it may end the session. */
    private static final int ID_BYTES = 20;

    private final Semaphore places;
    private final PerNetworkCount perNetwork;
    private final WhipCounters counters;
    private final WhipTrace trace;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Resource> resources = new ConcurrentHashMap<>();
    private final GoneIds gone = new GoneIds();

    MediaSessions(WhipSettings settings, WhipCounters counters, WhipTrace trace) {
        this.places = new Semaphore(settings.sessions());
        this.perNetwork = new PerNetworkCount(settings.sessionsPerAddress());
        this.counters = counters;
        this.trace = trace;
    }

    WhipCounters counters() {
        return counters;
    }

    WhipTrace trace() {
        return trace;
    }

    int size() {
        return resources.size();
    }

    /**
     * Takes a place for a client.
     *
     * @return gives it back; a second run does nothing
     * @throws Refused when there is none
     */
    Runnable enter(Optional<InetAddress> peer) {
        Optional<PerNetworkCount.Place> own = peer.flatMap(perNetwork::enter);
        if (peer.isPresent() && own.isEmpty()) {
            throw Refused.forNow(
                    HttpStatus.TOO_MANY_REQUESTS_429, "your network has as many publishers and players as it may");
        }
        if (!places.tryAcquire()) {
            own.ifPresent(PerNetworkCount.Place::close);
            throw Refused.forNow(
                    HttpStatus.SERVICE_UNAVAILABLE_503, "the server has as many publishers and players as it takes");
        }
        var left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                places.release();
                own.ifPresent(PerNetworkCount.Place::close);
            }
        };
    }

    /** An id for a resource to come. */
    String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void add(String id, Resource resource) {
        resources.put(id, resource);
        if (resource.session().hasEnded()) {
            ended(id);
        }
    }

    /** Its session has ended, whoever wanted that. */
    void ended(String id) {
        if (resources.remove(id) != null) {
            gone.add(id);
        }
    }

    /**
     * Deletes one for its client.
     *
     * @return false when there is none, and none has ended by itself since
     */
    boolean delete(String id) {
        find(id).ifPresent(resource -> resource.session().end("the client deleted it"));
        return gone.remove(id);
    }

    Optional<Resource> find(String id) {
        return Optional.ofNullable(resources.get(id));
    }

    void heartbeat() {
        resources.values().forEach(resource -> resource.session().heartbeat());
    }

    void endAll(String reason) {
        resources.values().forEach(resource -> resource.session().end(reason));
    }
}
