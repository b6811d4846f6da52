package org.livechat.rtc.stun;

/** What became of a connectivity check that {@link IceLite} looked at. */
public sealed interface IceCheck {
    /**
     * The check is authentic and sound: answer it, and count it as consent of the address it came from (RFC 7675).
     *
     * @param peerUfrag the sender's ufrag as the check names it
     * @param priority the priority of the candidate it came from, 0 if it did not say
     * @param nominated whether the client wants media on this pair (USE-CANDIDATE)
     * @param responseLength bytes of the success response in the response buffer
     */
    record Accepted(String peerUfrag, long priority, boolean nominated, int responseLength) implements IceCheck {}

    /**
     * The check is authentic, but cannot be met: answer it with the error, and change nothing.
     *
     * @param errorCode 420 (unknown attribute) or 487 (role conflict)
     * @param responseLength bytes of the error response in the response buffer
     */
    record Refused(int errorCode, int responseLength) implements IceCheck {}

    /** Nothing may be answered or changed. */
    record Dropped(Reason reason) implements IceCheck {}

    /** Why a datagram gets no answer. */
    enum Reason {
        /** No sound STUN message, or no binding request. */
        MALFORMED,
        /** USERNAME is absent or names someone else. */
        WRONG_USERNAME,
        /** MESSAGE-INTEGRITY is absent or wrong. */
        WRONG_INTEGRITY,
        /** FINGERPRINT is there, and wrong. */
        WRONG_FINGERPRINT
    }
}
