package org.livechat.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.livechat.api.media.IceServers;

/**
 * How the relay is set up.
 *
 * @param bind where its port listens, of UDP and of TCP; port 0 lets the system choose
 * @param advertised addresses that clients are told
 * @param socketBufferBytes what to ask of the kernel for each direction
 * @param handshakeTimeout how long the first STUN check may take from the answer on, and DTLS from there on
 * @param consentTimeout how long an endpoint lives without a valid STUN check (RFC 7675)
 * @param handshakeThreads how many DTLS handshakes may compute at once, if that is fewer than there are cores
 * @param loudest whose audio a conference forwards at once
 * @param workers the threads that relay
 * @param tcp how clients are served whose UDP is blocked
 * @param iceServers the STUN and TURN servers that a user's client is told
 */
public record MediaSettings(
        InetSocketAddress bind,
        List<InetAddress> advertised,
        int socketBufferBytes,
        Duration handshakeTimeout,
        Duration consentTimeout,
        int handshakeThreads,
        int loudest,
        WorkerSettings workers,
        TcpSettings tcp,
        Function<String, IceServers> iceServers) {
    /** With connections over TCP taken, and reached without help. */
    public MediaSettings(
            InetSocketAddress bind,
            List<InetAddress> advertised,
            int socketBufferBytes,
            Duration handshakeTimeout,
            Duration consentTimeout,
            int handshakeThreads,
            int loudest,
            WorkerSettings workers) {
        this(
                bind,
                advertised,
                socketBufferBytes,
                handshakeTimeout,
                consentTimeout,
                handshakeThreads,
                loudest,
                workers,
                TcpSettings.DEFAULT,
                _ -> IceServers.NONE);
    }

    /** With workers as suit the machine. */
    public MediaSettings(
            InetSocketAddress bind,
            List<InetAddress> advertised,
            int socketBufferBytes,
            Duration handshakeTimeout,
            Duration consentTimeout,
            int handshakeThreads,
            int loudest) {
        this(
                bind,
                advertised,
                socketBufferBytes,
                handshakeTimeout,
                consentTimeout,
                handshakeThreads,
                loudest,
                WorkerSettings.DEFAULT);
    }

    public MediaSettings {
        advertised = List.copyOf(advertised);
        if (advertised.isEmpty()) {
            throw new IllegalArgumentException("at least one address has to be advertised");
        }
    }
}
