package org.livechat.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;
import org.livechat.api.transport.DatagramTransport;
import org.livechat.media.turn.IceServerSettings;

/** The section {@code media} of the configuration. */
final class MediaSection {
    private static final int DEFAULT_PORT = 10_000;
    private static final int MAX_PORT = 65_535;
    private static final int MOST_CONNECTIONS = 1_000_000;
    private static final int DEFAULT_BUFFER_BYTES = 4 << 20;

    /** Clients check every 4 to 6 s (RFC 7675 5.1): with less than that they would all be taken for gone. */
    private static final Duration LEAST_CONSENT = Duration.ofSeconds(7);

    private static final Setting<String> HOST = Setting.text(
            "host", "0.0.0.0", "The address to listen on; 0.0.0.0 and :: both mean all, of IPv4 and of IPv6.");
    private static final Setting<Integer> PORT =
            Setting.integer("port", DEFAULT_PORT, 0, MAX_PORT, "The port of UDP and TCP; 0 lets the system choose.");
    private static final Setting<List<String>> ADVERTISE = Setting.texts(
            "advertise",
            List.of(),
            "IP addresses of one machine such as 192.0.2.7 or 2001:db8::7",
            MediaSection::isAddressOfOne,
            "The IP addresses that clients send to; none means the bound one, or those of the default routes.");
    private static final Setting<Boolean> TCP = Setting.flag(
            "tcp",
            TcpSettings.DEFAULT.enabled(),
            "Whether clients whose UDP is blocked may connect by TCP, to the same number.");
    private static final Setting<Integer> TCP_CONNECTIONS = Setting.integer(
            "tcp_connections",
            TcpSettings.DEFAULT.connections(),
            1,
            MOST_CONNECTIONS,
            "Connections by TCP that may be open at a time.");
    private static final Setting<Integer> TCP_CONNECTIONS_PER_ADDRESS = Setting.integer(
            "tcp_connections_per_address",
            TcpSettings.DEFAULT.connectionsPerAddress(),
            1,
            MOST_CONNECTIONS,
            "The same of one IPv4 address or one /64 of IPv6.");
    private static final Setting<Boolean> TCP_ON_HTTP = Setting.flag(
            "tcp_on_http",
            TcpSettings.DEFAULT.onHttp(),
            "Whether they may also connect to the port of HTTP or HTTPS, for networks that let nothing else out.");
    private static final Setting<Integer> TCP_ON_HTTP_PUBLIC_PORT = Setting.integer(
            "tcp_on_http_public_port",
            TcpSettings.DEFAULT.publicHttpPort(),
            0,
            MAX_PORT,
            "The number by which clients reach that port, where NAT makes another of it; 0 is http.port.");
    private static final Setting<Integer> SOCKET_BUFFER =
            Setting.bytes("socket_buffer", DEFAULT_BUFFER_BYTES, "What to ask of the kernel for each direction.");
    private static final Setting<Duration> HANDSHAKE_TIMEOUT = Setting.duration(
            "handshake_timeout",
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            "How long a client may take to its first STUN check, and from there through DTLS, without the wait for its turn.");
    private static final Setting<Duration> CONSENT_TIMEOUT = Setting.duration(
            "consent_timeout",
            Duration.ofSeconds(30),
            LEAST_CONSENT,
            Duration.ofHours(1),
            "An endpoint without a valid STUN check for this long has gone (RFC 7675).");
    private static final Setting<Integer> HANDSHAKE_THREADS = Setting.integer(
            "handshake_threads", 64, 1, 10_000, "How many DTLS handshakes may compute at once, if cores allow.");
    private static final Setting<Integer> LOUDEST_SPEAKERS = Setting.integer(
            "loudest_speakers", 4, 1, 64, "A conference forwards the audio of so many at once, the loudest.");
    private static final Setting<String> TRANSPORT = Setting.text(
            "transport",
            WorkerSettings.AUTOMATIC,
            "How packets are received and sent: linux, nio, one of a plug-in, or auto, the best that runs.");
    private static final Setting<Integer> WORKERS = Setting.integer(
            "workers", 0, 0, WorkerSettings.MOST, "Threads that relay; 0 is one a core, but one for the rest.");
    private static final Setting<Boolean> SEGMENTATION = Setting.flag(
            "segmentation", true, "Whether the kernel may cut the packets of a video frame apart (UDP_SEGMENT).");
    private static final Setting<Boolean> WARM_UP =
            Setting.flag("warm_up", true, "Whether the way of a packet is walked before the server is ready.");

    static final List<Setting<?>> ALL = Stream.concat(
                    Stream.<Setting<?>>of(
                            HOST,
                            PORT,
                            ADVERTISE,
                            TCP,
                            TCP_CONNECTIONS,
                            TCP_CONNECTIONS_PER_ADDRESS,
                            TCP_ON_HTTP,
                            TCP_ON_HTTP_PUBLIC_PORT,
                            SOCKET_BUFFER,
                            HANDSHAKE_TIMEOUT,
                            CONSENT_TIMEOUT,
                            HANDSHAKE_THREADS,
                            LOUDEST_SPEAKERS,
                            TRANSPORT,
                            WORKERS,
                            SEGMENTATION,
                            WARM_UP),
                    IceServerSettings.ALL.stream())
            .toList();

    private MediaSection() {}

    /** @throws org.livechat.api.part.SettingRefused when the transport is none of these */
    static void requireTransport(Settings said, List<DatagramTransport> transports) {
        String wanted = said.get(TRANSPORT);
        List<String> names = Stream.concat(
                        Stream.of(WorkerSettings.AUTOMATIC), transports.stream().map(DatagramTransport::name))
                .toList();
        if (!names.contains(wanted)) {
            throw said.refuse(TRANSPORT, "is %s, but has to be one of %s".formatted(wanted, String.join(", ", names)));
        }
    }

    /** @throws org.livechat.api.part.SettingRefused when the host is none */
    static MediaSettings read(Settings said) {
        var bind = new InetSocketAddress(bound(said), said.get(PORT));
        List<InetAddress> advertised =
                said.get(ADVERTISE).stream().map(InetAddress::ofLiteral).toList();
        return new MediaSettings(
                bind,
                advertised.isEmpty() ? AdvertisedAddress.of(bind.getAddress()) : advertised,
                said.get(SOCKET_BUFFER),
                said.get(HANDSHAKE_TIMEOUT),
                said.get(CONSENT_TIMEOUT),
                said.get(HANDSHAKE_THREADS),
                said.get(LOUDEST_SPEAKERS),
                new WorkerSettings(said.get(TRANSPORT), said.get(WORKERS), said.get(SEGMENTATION), said.get(WARM_UP)),
                new TcpSettings(
                        said.get(TCP),
                        said.get(TCP_CONNECTIONS),
                        said.get(TCP_CONNECTIONS_PER_ADDRESS),
                        said.get(TCP_ON_HTTP),
                        said.get(TCP_ON_HTTP_PUBLIC_PORT)),
                IceServerSettings.read(said));
    }

    private static InetAddress bound(Settings said) {
        try {
            return InetAddress.getByName(said.get(HOST));
        } catch (UnknownHostException e) {
            throw said.refuse(
                    HOST, "is '%s', which is no address of this machine and no known name".formatted(said.get(HOST)));
        }
    }

    private static boolean isAddressOfOne(String text) {
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            return !address.isAnyLocalAddress() && !address.isMulticastAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
