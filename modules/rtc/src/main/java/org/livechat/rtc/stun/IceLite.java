package org.livechat.rtc.stun;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * The lite agent of one endpoint (RFC 8445 section 2.5): it answers connectivity checks and makes none, and is always the
 * controlled side.
 *
 * <p>A server first asks {@link #receiverUfrag} whom a datagram is for, then lets that endpoint's agent {@link #answer} it. Nobody
 * without the endpoint's password gets an answer. Safe for any thread; it keeps no state of a check.
 */
public final class IceLite {
    private static final int UNKNOWN_ATTRIBUTE = 420;
    private static final int ROLE_CONFLICT = 487;

    /** A request can hold hundreds; an answer that lists them all would not help anybody honest. */
    private static final int MOST_UNKNOWN_LISTED = 16;

    private final IceCredentials local;
    private final StunIntegrity integrity;

    public IceLite(IceCredentials local) {
        this.local = local;
        this.integrity = new StunIntegrity(local.password());
    }

    public IceCredentials local() {
        return local;
    }

    /** Whose ufrag a datagram's USERNAME names, without any proof; empty if it is no sound binding request. */
    public static Optional<String> receiverUfrag(byte[] buffer, int offset, int length) {
        return StunMessage.parse(buffer, offset, length)
                .filter(StunMessage::isBindingRequest)
                .flatMap(StunMessage::receiverUfrag);
    }

    /**
     * Checks a datagram and writes the answer that is due.
     *
     * @param from where the datagram came from, resolved
     * @param response where the answer is written, from index 0; {@link StunMessage#LONGEST} bytes suffice. Not the request's
     *     buffer
     */
    public synchronized IceCheck answer(
            byte[] buffer, int offset, int length, InetSocketAddress from, byte[] response) {
        Optional<StunMessage> parsed = StunMessage.parse(buffer, offset, length);
        if (parsed.isEmpty() || !parsed.get().isBindingRequest()) {
            return new IceCheck.Dropped(IceCheck.Reason.MALFORMED);
        }
        StunMessage request = parsed.get();
        Optional<String> receiver = request.receiverUfrag();
        if (receiver.isEmpty() || !receiver.get().equals(local.ufrag())) {
            return new IceCheck.Dropped(IceCheck.Reason.WRONG_USERNAME);
        }
        if (!request.hasIntegrity(integrity)) {
            return new IceCheck.Dropped(IceCheck.Reason.WRONG_INTEGRITY);
        }
        if (!request.hasSoundFingerprint()) {
            return new IceCheck.Dropped(IceCheck.Reason.WRONG_FINGERPRINT);
        }
        List<Integer> unknown = request.unknownRequiredAttributes();
        if (!unknown.isEmpty()) {
            return refuseUnknown(request, unknown, response);
        }
        // RFC 8445 7.3.1.1; a lite agent cannot take over control, so the client has to.
        if (request.hasIceControlled()) {
            return new IceCheck.Refused(
                    ROLE_CONFLICT, finish(error(request, response).errorCode(ROLE_CONFLICT, "Role Conflict")));
        }
        return accept(request, from, response);
    }

    private IceCheck accept(StunMessage request, InetSocketAddress from, byte[] response) {
        StunWriter success =
                StunWriter.bindingSuccess(response, 0, request.transactionId()).mappedAddress(from);
        return new IceCheck.Accepted(
                request.senderUfrag().orElse(""),
                request.priority().orElse(0),
                request.hasUseCandidate(),
                finish(success));
    }

    private IceCheck refuseUnknown(StunMessage request, List<Integer> unknown, byte[] response) {
        List<Integer> listed = unknown.subList(0, Math.min(unknown.size(), MOST_UNKNOWN_LISTED));
        StunWriter error = error(request, response)
                .errorCode(UNKNOWN_ATTRIBUTE, "Unknown Attribute")
                .unknownAttributes(listed);
        return new IceCheck.Refused(UNKNOWN_ATTRIBUTE, finish(error));
    }

    private static StunWriter error(StunMessage request, byte[] response) {
        return StunWriter.bindingError(response, 0, request.transactionId());
    }

    private int finish(StunWriter response) {
        return response.integrity(integrity).fingerprint().length();
    }
}
