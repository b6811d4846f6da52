package org.livechat.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.livechat.media.MediaSettings;
import org.livechat.media.WorkerSettings;

/**
 * The settings of a relay on loopback, with the transport and the number of workers that the build asks for: it runs these
 * tests with each transport, and with one worker and several.
 */
final class RelayUnderTest {
    private RelayUnderTest() {}

    static MediaSettings settings(Duration consent) {
        var loopback = InetAddress.getLoopbackAddress();
        return settings(consent, loopback, List.of(loopback));
    }

    static MediaSettings settings(Duration consent, InetAddress bind, List<InetAddress> advertised) {
        return new MediaSettings(
                new InetSocketAddress(bind, 0),
                advertised,
                1 << 18,
                Duration.ofSeconds(10),
                consent,
                4,
                3,
                new WorkerSettings(
                        System.getProperty("livechat.relay.transport", WorkerSettings.AUTOMATIC),
                        Integer.getInteger("livechat.relay.workers", 2),
                        true,
                        false));
    }
}
