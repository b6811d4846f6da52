package org.livechat.api.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.livechat.api.part.PartProvider;
import org.livechat.api.part.Settings;

/**
 * A way to send and receive datagrams, found with {@link java.util.ServiceLoader}. There is one object for as long as the
 * process or its plug-in lives; it keeps nothing of the ports that it has opened. All methods may be called from any
 * thread.
 *
 * @since 1
 */
public interface DatagramTransport extends PartProvider {
    /** By default a section of its name among the keys of {@code transports}. */
    @Override
    default String section() {
        return "transports." + name();
    }

    /**
     * This transport with the settings that it declares. Called once, before it opens anything. By default there is nothing
     * to set.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     */
    default DatagramTransport configured(Settings settings) {
        return this;
    }

    /** The one with the highest rank among those that can run is used by default. The portable one has 0. */
    int rank();

    /** Why it cannot run on this machine, in words for an operator; empty if it can. Nothing is opened before it was asked. */
    Optional<String> obstacle();

    /** Whether several ports can share one address, each receiving a part of the senders. */
    boolean canShare();

    /**
     * Has the system take little of what goes out of the connections that a socket accepts from now on, before it can be sent: packets
     * that are framed there (RFC 4571) and come too late are thrown away by who sends them, which nobody can do with what the system has.
     * By default nothing is done.
     *
     * @param listening where a socket of this process listens for TCP
     * @param bytes the most that is taken ahead
     * @return whether the system will do so
     * @throws IOException when it cannot be asked
     */
    default boolean limitUnsent(InetSocketAddress listening, int bytes) throws IOException {
        return false;
    }

    /**
     * Opens a port, which belongs to the thread that receives from it and is closed by whoever opened it.
     *
     * @throws IOException when the address is in use, not of this machine, or may not be used; nothing is left open then
     */
    DatagramPort open(PortSettings settings) throws IOException;
}
