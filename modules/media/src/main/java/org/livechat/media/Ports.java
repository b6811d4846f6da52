package org.livechat.media;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.DatagramTransport;
import org.livechat.api.transport.PortSettings;
import org.livechat.rtc.srtp.SrtpProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the ports of a plane: one a worker, all on one address. */
final class Ports {
    private static final Logger log = LoggerFactory.getLogger(Ports.class);

    private Ports() {}

    /**
     * Opens as many as the settings and the machine want.
     *
     * @throws IOException when the address is in use, not of this machine, or may not be used
     */
    static List<DatagramPort> open(MediaSettings settings, DatagramTransport transport) throws IOException {
        WorkerSettings wanted = settings.workers();
        int count = transport.canShare() ? count(wanted) : 1;
        var port = new PortSettings(settings.bind(), settings.socketBufferBytes(), false, wanted.segmented());
        List<DatagramPort> ports = new ArrayList<>();
        try {
            if (count == 1) {
                ports.add(transport.open(port));
            } else {
                open(ports, transport, port, count);
            }
        } catch (IOException | RuntimeException e) {
            ports.forEach(DatagramPort::close);
            throw e;
        }
        log.info(
                "media: {} worker{}, transport {}, {} KiB of receive buffer",
                count,
                count == 1 ? "" : "s",
                transport.name(),
                ports.getFirst().receiveBufferBytes() >> 10);
        if (!SrtpProfile.AEAD_AES_128_GCM.isKeyedOnce()) {
            log.info("media: AES-GCM costs more than it has to: this JVM lacks {}", SrtpProfile.GHASH_OPTION);
        }
        warnOfSmallBuffer(ports.getFirst(), settings.socketBufferBytes());
        return ports;
    }

    // A shared port could be joined, unnoticed, by a second server: so first see whether the port is free.
    private static void open(List<DatagramPort> ports, DatagramTransport transport, PortSettings wanted, int count)
            throws IOException {
        PortSettings free;
        try (var probe = transport.open(wanted)) {
            free = new PortSettings(probe.localAddress(), wanted.bufferBytes(), true, wanted.segmented());
        }
        for (int i = 0; i < count; i++) {
            ports.add(transport.open(free));
        }
    }

    private static int count(WorkerSettings wanted) {
        // One core is left to the control plane and the handshakes.
        int automatic = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, WorkerSettings.MOST);
        return wanted.count() == 0 ? automatic : wanted.count();
    }

    private static void warnOfSmallBuffer(DatagramPort port, int wantedBytes) {
        if (port.receiveBufferBytes() < wantedBytes) {
            log.warn(
                    "media: the system gives {} KiB of receive buffer, not {} KiB: packets that come in bursts may be"
                            + " lost. Raise net.core.rmem_max, or lower media.socket_buffer",
                    port.receiveBufferBytes() >> 10,
                    wantedBytes >> 10);
        }
    }
}
