package org.livechat.api.media;

import java.time.Duration;
import java.util.List;

/**
 * What the media plane tells the control plane. Called on a thread of the media plane's own that is no worker, one call
 * at a time, in order; may block for as long as a channel lock is held, no longer.
 */
public interface MediaListener {
    /** ICE and DTLS are done and keys are in place; again when another DTLS association has replaced the one before. */
    void connected(String endpointId);

    /** The client's address changed; media follows it. */
    void moved(String endpointId);

    /** The first RTP packet of an endpoint since a plan made it a talker. */
    void burstStarted(String endpointId);

    /** No RTP packet came from a talker for the plan's {@code quietAfter}, after its burst had started. */
    void burstQuiet(String endpointId);

    /** An endpoint that is no talker sends RTP with valid keys. At most once a second an endpoint. */
    void mediaWithoutFloor(String endpointId);

    /** The receive slots of an endpoint, all of them, after one has changed, was paused, cannot be decoded, or goes on. */
    void tracksChanged(String endpointId, List<SlotAssignment> slots);

    /** A source was asked for a keyframe, since somebody lacks one. At most twice a second a source. */
    default void keyframeAsked(String endpointId) {}

    /**
     * The first media packet, of whomever, was sent on to an endpoint. Once in the life of an endpoint.
     *
     * @since 1
     */
    default void firstHeard(String endpointId) {}

    /**
     * How long a voice takes from its talker's network interface to that of the endpoint: half the talker's round trip, the time
     * in the server, half the listener's. About once a second while the endpoint is sent a voice and both round trips are known.
     *
     * @since 1
     */
    default void mouthToEar(String endpointId, Duration time) {}

    /** The endpoint is gone by itself. Not called after {@link MediaPlane#close(String)}. */
    void closed(String endpointId, Reason reason);

    /** Why an endpoint ended. */
    enum Reason {
        /** No DTLS handshake was completed in time. */
        HANDSHAKE_TIMEOUT,
        /** DTLS failed: alert, wrong fingerprint, no common SRTP profile. */
        HANDSHAKE_FAILED,
        /** No valid STUN check for the consent interval (RFC 7675). */
        CONSENT_EXPIRED,
        /** The client closed DTLS. */
        CLOSED_BY_PEER,
        /** Its packets, or those to it, brought out nothing but defects of the server's or a plug-in's; a new one may do better. */
        SERVER_DEFECT
    }
}
