package org.livechat.media;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.stun.IceLite;

/**
 * How a client is reached and keyed: its checks, the addresses they have proved, its consent and its DTLS association. Owned
 * by the client's worker, but for the final fields.
 */
final class Connection {
    private final IceLite ice;
    private final List<Fingerprint> fingerprints;
    private final IcePath path = new IcePath();
    private @Nullable DtlsLink dtls;
    private long lastConsentNanos;

    /** @param fingerprints of which the client's certificate has to match one */
    Connection(IceLite ice, Collection<Fingerprint> fingerprints) {
        this.ice = ice;
        this.fingerprints = List.copyOf(fingerprints);
    }

    IceLite ice() {
        return ice;
    }

    List<Fingerprint> fingerprints() {
        return fingerprints;
    }

    IcePath path() {
        return path;
    }

    /** The association; null before the client's first flight. */
    @Nullable
    DtlsLink dtls() {
        return dtls;
    }

    void startDtls(DtlsLink link) {
        dtls = link;
    }

    /** Notes a valid check, which is consent to be sent to (RFC 7675). */
    void consented(long nowNanos) {
        lastConsentNanos = nowNanos;
    }

    long lastConsentNanos() {
        return lastConsentNanos;
    }
}
