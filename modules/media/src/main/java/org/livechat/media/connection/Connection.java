package org.livechat.media.connection;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.sdp.NegotiatedSession;
import org.livechat.rtc.stun.IceLite;

/**
 * How a client is reached and keyed: its checks, the addresses they have proved, its consent and its DTLS associations. Owned
 * by the client's worker, but for what is final or volatile.
 */
public final class Connection {
    private final IceAgents ice;
    private final IcePath path = new IcePath();
    private volatile List<Fingerprint> fingerprints;
    private volatile boolean dormant;
    private @Nullable DtlsLink dtls;
    private @Nullable DtlsLink next;
    private boolean lost;
    private boolean wantsCookie;
    private Optional<PartialHello> partialHello = Optional.empty();
    private boolean renewable;
    private long renewableUntilNanos;
    private long lastConsentNanos;

    /** @param fingerprints of which the client's certificate has to match one */
    public Connection(IceLite ice, Collection<Fingerprint> fingerprints) {
        this.ice = new IceAgents(ice);
        this.fingerprints = List.copyOf(fingerprints);
    }

    public IceAgents ice() {
        return ice;
    }

    /** Of which the client's certificate has to match one, as its latest offer says. */
    public List<Fingerprint> fingerprints() {
        return fingerprints;
    }

    public IcePath path() {
        return path;
    }

    /**
     * Goes by a later offer and answer. Any thread.
     *
     * @return the ufrags that checks may name no more
     */
    public List<String> renegotiated(NegotiatedSession session) {
        fingerprints = session.remoteFingerprints();
        dormant = session.sections().isEmpty();
        return ice.restart(new IceLite(session.localCredentials()));
    }

    /** Whether the client has stopped all its lines, so that there is nothing to be reached for until it adds one. Any thread. */
    public boolean isDormant() {
        return dormant;
    }

    /** The association whose keys are used, or that is to be the first; null before the client's first flight. */
    @Nullable
    public DtlsLink dtls() {
        return dtls;
    }

    public void startDtls(DtlsLink link) {
        dtls = link;
    }

    /** The association that shakes hands to replace the present one; null if none does. */
    @Nullable
    public DtlsLink nextDtls() {
        return next;
    }

    /** The association that shakes hands; null if none does. */
    @Nullable
    public DtlsLink running() {
        if (next != null) {
            return next;
        }
        return dtls == null || dtls.isEstablished() ? null : dtls;
    }

    public void startNextDtls(DtlsLink link) {
        next = link;
    }

    /** The association that shakes hands has refused a hello that may be forged: the next one begins with one that is proven. */
    public void dropRefused() {
        if (next != null) {
            next = null;
        } else {
            dtls = null;
        }
        wantsCookie = true;
    }

    /** Whether the next hello has to prove that it comes from the client's address. */
    public boolean wantsCookie() {
        return wantsCookie;
    }

    /** Notes what has come of a proven hello, or that nothing more is waited for. */
    public void awaitRestOf(Optional<PartialHello> hello) {
        partialHello = hello;
    }

    /** The proven hello of which more is to come, if there is one. */
    public Optional<PartialHello> partialHello() {
        return partialHello;
    }

    /** The next association has failed, and the present one stays. */
    public void dropNextDtls() {
        next = null;
    }

    /** The next association has become the present one. */
    public void replaceDtls() {
        dtls = next;
        next = null;
        lost = false;
    }

    /** The client has closed the present association: it ends, or begins another one. */
    public void lose() {
        lost = true;
    }

    public boolean isLost() {
        return lost;
    }

    /** Lets the client begin another association until then. */
    public void renewableUntil(long nanos) {
        if (!renewable || nanos - renewableUntilNanos > 0) {
            renewable = true;
            renewableUntilNanos = nanos;
        }
    }

    /** How much longer the client may begin another association; 0 or less if it may not. */
    public long renewableNanos(long nowNanos) {
        return renewable ? renewableUntilNanos - nowNanos : 0;
    }

    /** Notes a valid check, which is consent to be sent to (RFC 7675). */
    public void consented(long nowNanos) {
        lastConsentNanos = nowNanos;
    }

    public long lastConsentNanos() {
        return lastConsentNanos;
    }
}
