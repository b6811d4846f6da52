package org.livechat.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * Whom a request is counted as, where something is bounded by address. That is the other end of its connection, or the
 * client that a proxy of {@code http.trusted_proxies} says it asks for; {@code Request.getRemoteAddr} of Jetty says the same. May
 * be asked on any thread.
 *
 * @since 1
 */
public final class ClientAddress {
    private ClientAddress() {}

    /** The client's address; empty where the connection has none. */
    public static Optional<InetAddress> of(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
                ? Optional.ofNullable(address.getAddress())
                : Optional.empty();
    }
}
