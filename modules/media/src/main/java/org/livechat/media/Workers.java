package org.livechat.media;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.DatagramTransport;
import org.livechat.api.transport.PortSettings;
import org.livechat.rtc.srtp.SrtpProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of a plane. The kernel gives all packets of one client to one of their sockets, whose worker then owns that
 * client's endpoint. May be called from any thread.
 */
final class Workers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private final List<Worker> workers;
    private final EndpointDirectory directory;

    /**
     * @param ports one a worker, on one address
     * @param parts what they share
     */
    Workers(List<DatagramPort> ports, WorkerParts parts) {
        this.directory = parts.directory();
        List<Worker> made = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            made.add(new Worker(ports.get(i), i, ports.size() > 1, parts));
        }
        this.workers = List.copyOf(made);
    }

    /**
     * Opens the ports for as many workers as the settings and the machine want.
     *
     * @throws IOException when the address is in use, not of this machine, or may not be used
     */
    static List<DatagramPort> openPorts(MediaSettings settings, DatagramTransport transport) throws IOException {
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

    void start() {
        workers.forEach(Worker::start);
    }

    /** How often something was counted, by all of them. */
    long count(MediaCounters.Count count) {
        return sum(worker -> worker.counters().get(count));
    }

    /** Datagrams that the kernel did not take. */
    long sendFailures() {
        return sum(Worker::sendFailures);
    }

    /** What the kernel took in one piece, see {@link DatagramPort#messagesSent}. */
    long messagesSent() {
        return sum(Worker::messagesSent);
    }

    /** Begins to answer an endpoint's client. */
    void open(Endpoint endpoint) {
        directory.add(endpoint);
        first().opened(endpoint);
    }

    /** Forgets an endpoint. */
    void close(Endpoint endpoint) {
        if (directory.remove(endpoint)) {
            endpoint.close();
            // One that nobody owns yet becomes the first one's, so that no check on its way can bring it back.
            endpoint.claim(first()).closed(endpoint);
        }
    }

    /** Ends the bursts of slots whose source is no longer the one assigned. */
    void slotsChanged(ChannelRelay.Change change) {
        change.endpoints().stream()
                .filter(endpoint -> endpoint.worker() != null)
                .collect(Collectors.groupingBy(endpoint -> endpoint.claim(first())))
                .forEach(Worker::slotsChanged);
    }

    /** Ends slots that an endpoint's new offer has taken away; one that comes back begins anew. */
    void slotsRemoved(Endpoint endpoint, List<Slot> slots) {
        slots.forEach(slot -> slot.assign(null));
        if (!slots.isEmpty() && endpoint.worker() != null) {
            endpoint.claim(first()).slotsRemoved(slots);
        }
    }

    private Worker first() {
        return workers.getFirst();
    }

    private long sum(ToLongFunction<Worker> figure) {
        return workers.stream().mapToLong(figure).sum();
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
    }
}
