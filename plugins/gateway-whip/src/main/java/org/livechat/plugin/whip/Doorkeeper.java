package org.livechat.plugin.whip;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.livechat.api.ChannelMode;
import org.livechat.api.Credential;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.ControlPlane;
import org.livechat.api.control.JoinRequest;
import org.livechat.api.control.Session;
import org.livechat.api.gateway.Admission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets publishers and players in: who they are, whether they may, and what the server answers their offer. */
final class Doorkeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final int NAME_BITS = 40;
    private static final int NAME_RADIX = 32;

    /**
     * A client that comes.
     *
     * @param token what it presented
     * @param userId the user that it says it is, if it says so
     * @param peer where it comes from, if that is known
     */
    record Visitor(
            Purpose purpose, String channelId, String token, Optional<String> userId, Optional<InetAddress> peer) {}

    private final ControlPlane control;
    private final Admission admission;
    private final WhipSettings settings;
    private final MediaSessions sessions;
    private final SecureRandom random = new SecureRandom();

    Doorkeeper(ControlPlane control, Admission admission, WhipSettings settings, MediaSessions sessions) {
        this.control = control;
        this.admission = admission;
        this.settings = settings;
        this.sessions = sessions;
    }

    ControlPlane control() {
        return control;
    }

    /**
     * Checks who a client is.
     *
     * @throws RequestRefused when it is not let in
     */
    Credential admit(Visitor visitor) {
        String userId = visitor.userId().orElseGet(() -> newName(visitor.purpose()));
        return admission.admit(userId, visitor.token(), visitor.peer());
    }

    /** A user that nobody else is: eight letters and digits behind the protocol's name. */
    private String newName(Purpose purpose) {
        long bits = random.nextLong(1L << NAME_BITS) | 1L << NAME_BITS;
        return purpose.protocol()
                + '-'
                + Long.toString(bits, NAME_RADIX).substring(1).toUpperCase(Locale.ROOT);
    }

    /**
     * Has a client join its channel.
     *
     * @throws RequestRefused when the server does not take it
     * @throws Refused when the gateway does not
     */
    Reply enter(Visitor visitor, Credential credential, String body) {
        Purpose purpose = visitor.purpose();
        String channelId = visitor.channelId();
        ChannelMode mode = control.channel(channelId)
                .map(detail -> detail.summary().mode())
                .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND_404, "there is no channel " + channelId));
        if (purpose == Purpose.PUBLISH && !credential.channels().talk().contains(channelId)) {
            throw new Refused(HttpStatus.FORBIDDEN_403, "your token does not let you talk in channel " + channelId);
        }
        Offer offer = Offer.of(body, purpose);
        var identity = new MediaSession.Identity(purpose, channelId, credential.userId());
        String id = sessions.newId();
        Runnable leave = sessions.enter(visitor.peer());
        var session = new MediaSession(identity, seeker(purpose, mode), settings.priority(), sessions.trace(), () -> {
            sessions.ended(id);
            leave.run();
        });
        Answer answer;
        try {
            answer = join(session, credential, offer);
        } catch (RuntimeException refused) {
            session.refuse();
            throw refused;
        }
        var resource = new Resource(session, offer);
        sessions.add(id, resource);
        sessions.counters().of(purpose).increment();
        sessions.trace().in(purpose, "POST", channelId, credential.userId(), "in a " + mode.wireName() + " channel");
        LOG.info("{} is in {} ({})", credential.userId(), channelId, purpose);
        return Reply.of(HttpStatus.CREATED_201, "application/sdp", answer.text())
                .with("Location", purpose.path() + '/' + channelId + '/' + id)
                .with("ETag", resource.entityTag())
                .with("Accept-Patch", Resource.FRAGMENT_TYPE);
    }

    private Optional<FloorSeeker> seeker(Purpose purpose, ChannelMode mode) {
        return purpose == Purpose.PUBLISH && mode == ChannelMode.PTT
                ? Optional.of(new FloorSeeker(settings.requestAgain(), System::nanoTime))
                : Optional.empty();
    }

    /** All of it or nothing: who sees its picture rejected should know, rather than talk without one (RFC 9725 4.4.3). */
    private Answer join(MediaSession session, Credential credential, Offer offer) {
        MediaSession.Identity identity = session.identity();
        boolean talks = identity.purpose() == Purpose.PUBLISH;
        Session opened = control.open(credential, settings.priority(), session);
        session.opened(opened);
        var answer = new Answer(opened.join(
                        new JoinRequest(identity.channelId(), offer.ssrc(), Optional.of(offer.text()), !talks, talks))
                .sdpAnswer()
                .orElseThrow());
        answer.rejected().ifPresent(line -> {
            throw new Refused(
                    HttpStatus.UNPROCESSABLE_ENTITY_422,
                    line + " of the offer cannot be accepted: it has no codec that this server relays,"
                            + " or is not in one BUNDLE group with the first");
        });
        return answer;
    }
}
