package org.livechat.transport;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.DatagramTransport;
import org.livechat.api.transport.PortSettings;

/** The portable transport: runs everywhere, one system call a datagram. */
public final class NioTransport implements DatagramTransport {
    /** For the service loader. */
    public NioTransport() {}

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public boolean canShare() {
        try (var channel = DatagramChannel.open()) {
            return channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public DatagramPort open(PortSettings settings) throws IOException {
        return NioDatagramPort.open(settings);
    }
}
