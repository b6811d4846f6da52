package org.livechat.http.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.livechat.http.ClientAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives requests that come by a trusted proxy the address of the client, for whoever counts by address. Its port is not known
 * and shown as 0. All others keep the address of their connection, whatever their headers say.
 */
final class ProxiedRequests implements HttpConfiguration.Customizer {
    private static final Logger LOG = LoggerFactory.getLogger(ProxiedRequests.class);

    private final TrustedProxies proxies;
    private final ForwardedClient forwarded;
    private final LongAdder unclear = new LongAdder();

    ProxiedRequests(TrustedProxies proxies) {
        this.proxies = proxies;
        this.forwarded = new ForwardedClient(proxies);
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        Optional<InetAddress> peer = ClientAddress.of(request);
        if (peer.isEmpty() || !proxies.contains(peer.get())) {
            return request;
        }
        Optional<InetAddress> client = forwarded.of(peer.get(), request.getHeaders());
        if (client.isEmpty()) {
            unclear.increment();
            LOG.debug("The proxy {} does not say clearly whom it asks for", peer.get());
        }
        return client.filter(address -> !address.equals(peer.get()))
                .<Request>map(address -> new Proxied(request, address))
                .orElse(request);
    }

    /** How many requests of trusted proxies did not say clearly whom they were for, since the start. */
    long unclear() {
        return unclear.sum();
    }

    private static final class Proxied extends Request.Wrapper {
        private final ConnectionMetaData connection;

        private Proxied(Request request, InetAddress client) {
            super(request);
            var address = new InetSocketAddress(client, 0);
            this.connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
                @Override
                public SocketAddress getRemoteSocketAddress() {
                    return address;
                }
            };
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }
    }
}
