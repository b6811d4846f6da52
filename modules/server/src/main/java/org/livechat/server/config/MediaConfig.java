package org.livechat.server.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.livechat.media.WorkerSettings;

/**
 * The UDP side.
 *
 * @param host the address to listen on
 * @param port the port; 0 lets the system choose
 * @param advertise the addresses that clients are told; empty means the bound one, or those of the default routes
 * @param socketBufferBytes what to ask of the kernel for each direction
 * @param handshakeTimeout how long ICE and DTLS may take
 * @param consentTimeout how long an endpoint lives without a valid STUN check (RFC 7675)
 * @param handshakeThreads how many DTLS handshakes run at once
 * @param loudestSpeakers whose audio a conference forwards at once
 * @param transport {@code linux}, {@code nio}, or the best that runs
 * @param workers how many threads relay; 0 for as many as suit the machine
 * @param segmentation whether a frame's packets to one listener may leave as one message (UDP_SEGMENT)
 * @param warmUp whether the way of a packet is compiled before the server is ready
 */
public record MediaConfig(
        String host,
        int port,
        List<InetAddress> advertise,
        int socketBufferBytes,
        Duration handshakeTimeout,
        Duration consentTimeout,
        int handshakeThreads,
        int loudestSpeakers,
        String transport,
        int workers,
        boolean segmentation,
        boolean warmUp) {
    static MediaConfig read(Section section) {
        List<InetAddress> advertise = section.texts("advertise", List.of()).stream()
                .map(text -> address(section, text))
                .toList();
        var config = new MediaConfig(
                section.text("host", "0.0.0.0"),
                section.integer("port", 10_000, 0, 65_535),
                advertise,
                section.bytes("socket_buffer", 4 * 1024 * 1024),
                section.duration("handshake_timeout", Duration.ofSeconds(10)),
                section.duration("consent_timeout", Duration.ofSeconds(30)),
                section.integer("handshake_threads", 64, 1, 10_000),
                section.integer("loudest_speakers", 4, 1, 64),
                section.text("transport", WorkerSettings.AUTOMATIC),
                section.integer("workers", 0, 0, WorkerSettings.MOST),
                section.flag("segmentation", true),
                section.flag("warm_up", true));
        section.end();
        return config;
    }

    private static InetAddress address(Section section, String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw section.refuse(
                    "advertise", "has '%s', but takes IP addresses such as 192.0.2.7 or 2001:db8::7".formatted(text));
        }
    }
}
