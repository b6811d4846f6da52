package org.livechat.api.media;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.livechat.api.RequestRefused;
import org.livechat.api.part.Part;
import org.livechat.api.transport.SharedPortProtocol;

/**
 * The media plane as the control plane sees it. All methods may be called from any thread, return without waiting for
 * the network or for a {@link MediaListener} call to end, and tolerate endpoints and channels that have just gone.
 */
public interface MediaPlane extends Part {
    /**
     * Opens an endpoint for one member of one channel and answers its offer. Media flows once the client has passed ICE
     * and DTLS; what it hears is decided by the channel's {@link RelayPlan}.
     *
     * @throws RequestRefused with OFFER_NOT_ACCEPTABLE and a reason that names what the offer lacks
     */
    OpenedEndpoint open(EndpointRequest request);

    /**
     * Answers a later offer on the same endpoint. The answer keeps fingerprint, mids and payload types, and ufrag and password too
     * unless the offer restarts ICE (RFC 8839 4.4.2): media then goes on by the old path until the client has chosen a new one. An
     * offer that stops all its lines is answered as any other; the endpoint stays for those to come.
     *
     * @return the SDP answer
     * @throws RequestRefused with OFFER_NOT_ACCEPTABLE; the endpoint goes on as it was
     */
    String renegotiate(String endpointId, String sdpOffer);

    /**
     * Whether media can flow to and from an endpoint. True before its client knows so, and so before {@link MediaListener#connected} may
     * have been told: for those who are asked by a client that has been faster.
     */
    default boolean isConnected(String endpointId) {
        return false;
    }

    /**
     * Replaces the codecs of plug-ins; the built-in ones are always there. New negotiations see these. Endpoints that were
     * negotiated before keep what they have until they are closed or renegotiate, and then nothing of the plane refers to a
     * provider that is not among these any more.
     *
     * @param codecs all that plug-ins provide now, the preferred one of a kind first
     * @since 1
     */
    void useCodecs(List<CodecProvider> codecs);

    /**
     * Pins a user's stream to a receive slot of an endpoint, or frees the slot.
     *
     * @throws RequestRefused with INVALID_PAYLOAD when the endpoint has no such slot
     */
    void select(String endpointId, TrackSelection selection);

    /** Makes a plan the one that its channel relays by. A plan older than the standing one is ignored. */
    void publish(RelayPlan plan);

    /**
     * Forgets a channel that is gone. Its endpoints stay until each is closed.
     *
     * @param channelId the channel
     * @param epoch of its last plan; a channel of the same id that has a plan of a newer epoch stays
     */
    void retire(String channelId, long epoch);

    /** Closes an endpoint; later packets of that client do nothing. */
    void close(String endpointId);

    /**
     * The STUN and TURN servers that a user's client may take to get here, with credentials that were made now.
     *
     * @since 1
     */
    default IceServers iceServers(String userId) {
        return IceServers.NONE;
    }

    /**
     * Whether what is said in channels whose plans ask for it is recorded.
     *
     * @since 1
     */
    default boolean records() {
        return false;
    }

    /** Where media is received. */
    InetSocketAddress localAddress();

    /**
     * The TCP ports of this machine where media is received too, the preferred one first; that of the web server once it listens.
     *
     * @since 1
     */
    default List<Integer> tcpPorts() {
        return List.of();
    }

    /**
     * Media that shares the port of the web server; empty if it is not to. Asked once, before the web server is made.
     *
     * @since 1
     */
    default Optional<SharedPortProtocol> sharedPort() {
        return Optional.empty();
    }

    /** The endpoints there are, for operators. */
    List<PeerStatus> peers();

    /** Stops the workers and closes the sockets. Safe to call again. */
    @Override
    void close();
}
