package org.livechat.plugin.whip;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.livechat.api.RequestRefused;

/** What a client's Location header leads to: its session, and how ICE goes on in it. Thread-safe. */
final class Resource {
    static final String FRAGMENT_TYPE = "application/trickle-ice-sdpfrag";

    private final MediaSession session;
    private final ReentrantLock lock = new ReentrantLock();
    private Offer offer;
    private int restarts;

    Resource(MediaSession session, Offer offer) {
        this.session = session;
        this.offer = offer;
    }

    MediaSession session() {
        return session;
    }

    /** Of the ICE session: another one after each restart (RFC 9725 4.3.1). */
    String entityTag() {
        lock.lock();
        try {
            return "\"ice-" + restarts + '"';
        } finally {
            lock.unlock();
        }
    }

    /**
     * More of the client's side of ICE: candidates, or a restart.
     *
     * @param ifMatch the header's values
     * @throws Refused when it is not carried out; ICE goes on as before
     */
    Reply patch(List<String> ifMatch, String body) {
        if (ifMatch.isEmpty()) {
            throw new Refused(
                    HttpStatus.PRECONDITION_REQUIRED_428,
                    "PATCH needs If-Match: the ETag that you were given last, or * to restart ICE");
        }
        SdpFragment fragment = SdpFragment.of(body);
        lock.lock();
        try {
            if (!matches(ifMatch)) {
                throw new Refused(
                        HttpStatus.PRECONDITION_FAILED_412,
                        "this is about an ICE session that has been restarted since; the present one is "
                                + entityTag());
            }
            Optional<SdpFragment.Credentials> newer = fragment.credentials()
                    .filter(credentials -> !credentials.ufrag().equals(offer.ufrag()));
            return newer.isPresent() ? restart(newer.get()) : Reply.of(HttpStatus.NO_CONTENT_204);
        } finally {
            lock.unlock();
        }
    }

    private boolean matches(List<String> ifMatch) {
        String present = entityTag();
        return ifMatch.stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(present));
    }

    private Reply restart(SdpFragment.Credentials credentials) {
        Offer next = offer.restarted(credentials.ufrag(), credentials.password());
        String answer;
        try {
            answer = session.call(
                    present -> present.renegotiate(session.identity().channelId(), next.text()));
        } catch (RequestRefused refusal) {
            throw Refused.of(refusal);
        }
        offer = next;
        restarts++;
        return Reply.of(HttpStatus.OK_200, FRAGMENT_TYPE, new Answer(answer).fragment())
                .with("ETag", entityTag());
    }
}
