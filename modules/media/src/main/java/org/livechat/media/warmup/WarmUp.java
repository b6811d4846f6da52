package org.livechat.media.warmup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.DatagramTransport;
import org.livechat.api.transport.PeerAddress;
import org.livechat.api.transport.PortSettings;
import org.livechat.rtc.srtp.SrtpProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the way of a packet before the first real one comes, so that the JVM has compiled it by then: cold, a fan-out to a
 * hundred listeners takes 25 ms. Sends real packets over loopback, to itself.
 */
public final class WarmUp {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private static final int LISTENERS = 16;
    private static final int PACKETS = 1000;
    private static final int BUFFER_BYTES = 1 << 20;

    private final DatagramTransport transport;

    public WarmUp(DatagramTransport transport) {
        this.transport = transport;
    }

    public void run() {
        long begun = System.nanoTime();
        try {
            for (SrtpProfile profile : SrtpProfile.values()) {
                run(profile);
            }
            log.debug("media: warm after {} ms", (System.nanoTime() - begun) / 1_000_000);
        } catch (IOException e) {
            log.info("media: not warmed up, the first packets will take longer: {}", e.getMessage());
        }
    }

    private void run(SrtpProfile profile) throws IOException {
        try (DatagramPort relay = open();
                DatagramPort one = open();
                DatagramPort other = open();
                var channel = new SyntheticChannel(profile, address(one), listeners(one, other))) {
            var worker = channel.worker(relay);
            PeerAddress destination = address(relay);
            for (int i = 0; i < PACKETS; i++) {
                var media = i % 4 == 0 ? SyntheticChannel.Media.VIDEO : SyntheticChannel.Media.VOICE;
                one.commit(channel.nextPacket(media, one.slotBuffer(), one.slotOffset()), destination);
                one.flush();
                worker.doWork(System.nanoTime());
                discard(one);
                discard(other);
            }
        }
    }

    // Two that alternate: packets to one and the same address would leave as one message.
    private static List<PeerAddress> listeners(DatagramPort one, DatagramPort other) {
        return Collections.nCopies(LISTENERS / 2, List.of(address(one), address(other))).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static void discard(DatagramPort port) {
        while (port.receive((buffer, offset, length, source) -> {}, LISTENERS) > 0) {
            // until nothing is left
        }
    }

    private DatagramPort open() throws IOException {
        return transport.open(
                PortSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BUFFER_BYTES));
    }

    private static PeerAddress address(DatagramPort port) {
        return PeerAddress.of(port.localAddress());
    }
}
