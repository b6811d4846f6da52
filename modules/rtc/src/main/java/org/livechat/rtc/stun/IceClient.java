package org.livechat.rtc.stun;

import java.util.Optional;

/**
 * The controlling side towards a lite agent: it makes connectivity checks and verifies their answers. What to send when is the
 * caller's. Owned by one thread.
 */
public final class IceClient {
    private final String username;
    private final long tieBreaker;
    private final StunIntegrity integrity;

    /**
     * Makes a client of one pair of credentials.
     *
     * @param tieBreaker a random number, the same for the whole session (RFC 8445 16.1)
     */
    public IceClient(IceCredentials local, IceCredentials remote, long tieBreaker) {
        this.username = remote.ufrag() + ":" + local.ufrag();
        this.tieBreaker = tieBreaker;
        this.integrity = new StunIntegrity(remote.password());
    }

    /**
     * Writes a connectivity check, which serves as a consent check too (RFC 7675).
     *
     * @param priority of the candidate it is sent from, 1 to 2^31 - 1
     * @param nominate whether to ask for media on this pair (USE-CANDIDATE)
     * @return its length in bytes
     */
    public int writeCheck(byte[] buffer, int offset, TransactionId id, long priority, boolean nominate) {
        StunWriter check = StunWriter.bindingRequest(buffer, offset, id)
                .username(username)
                .iceControlling(tieBreaker)
                .priority(priority);
        if (nominate) {
            check.useCandidate();
        }
        return check.integrity(integrity).fingerprint().length();
    }

    /** Reads an answer; empty if the datagram is none, or was not made with the other side's password. */
    public Optional<IceAnswer> verify(byte[] buffer, int offset, int length) {
        return StunMessage.parse(buffer, offset, length)
                .filter(message -> message.hasIntegrity(integrity) && message.hasSoundFingerprint())
                .flatMap(IceClient::answer);
    }

    private static Optional<IceAnswer> answer(StunMessage message) {
        TransactionId id = message.transactionId();
        if (message.isBindingSuccess() && message.unknownRequiredAttributes().isEmpty()) {
            return message.mappedAddress().map(address -> new IceAnswer.Success(id, address));
        }
        if (message.isBindingError() && message.errorCode().isPresent()) {
            return Optional.of(new IceAnswer.Failure(id, message.errorCode().getAsInt()));
        }
        return Optional.empty();
    }
}
