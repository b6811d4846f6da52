package org.livechat.rtc.dtls;

/** How a handshake ended. */
public sealed interface DtlsOutcome {
    /** It is done: the peer has proved that it owns the certificate of the expected fingerprint. */
    record Established(SrtpKeys keys) implements DtlsOutcome {}

    /**
     * It failed, and no keys exist.
     *
     * @param reason what kind of failure
     * @param detail what was wrong, for a debug log
     */
    record Failed(Reason reason, String detail) implements DtlsOutcome {}

    /** Kinds of failure. */
    enum Reason {
        /** The limit passed. */
        TIMEOUT,
        /** The peer's certificate is missing, or has none of the expected fingerprints. */
        WRONG_FINGERPRINT,
        /** The key of the peer's certificate is of a kind or size that takes too long to verify. */
        UNUSABLE_KEY,
        /** No SRTP profile in common, or the peer did not offer use_srtp. */
        NO_SRTP_PROFILE,
        /** The peer ended the handshake with an authenticated alert. */
        PEER_ALERT,
        /** The peer broke the protocol, or has no version, suite or extension in common with us. */
        PROTOCOL,
        /** {@link DtlsHandshake#cancel()} was called. */
        CANCELLED
    }
}
