package org.livechat.media.connection;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.stun.IceLite;

/**
 * How a client is reached and keyed: its checks, the addresses they have proved, its consent and its DTLS association. Owned
 * by the client's worker, but for the final fields.
 */
public final class Connection {
    private final IceLite ice;
    private final List<Fingerprint> fingerprints;
    private final IcePath path = new IcePath();
    private @Nullable DtlsLink dtls;
    private long lastConsentNanos;

    /** @param fingerprints of which the client's certificate has to match one */
    public Connection(IceLite ice, Collection<Fingerprint> fingerprints) {
        this.ice = ice;
        this.fingerprints = List.copyOf(fingerprints);
    }

    public IceLite ice() {
        return ice;
    }

    public List<Fingerprint> fingerprints() {
        return fingerprints;
    }

    public IcePath path() {
        return path;
    }

    /** The association; null before the client's first flight. */
    @Nullable
    public DtlsLink dtls() {
        return dtls;
    }

    public void startDtls(DtlsLink link) {
        dtls = link;
    }

    /** Notes a valid check, which is consent to be sent to (RFC 7675). */
    public void consented(long nowNanos) {
        lastConsentNanos = nowNanos;
    }

    public long lastConsentNanos() {
        return lastConsentNanos;
    }
}
