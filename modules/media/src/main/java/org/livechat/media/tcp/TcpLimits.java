package org.livechat.media.tcp;

import java.time.Duration;

/**
 * What strangers can have.
 *
 * @param connections that are open at a time
 * @param connectionsPerNetwork the same of one network, see {@link org.livechat.api.network.PerNetworkCount}
 * @param patience how long a connection may be open that no client has proved to be at
 */
public record TcpLimits(int connections, int connectionsPerNetwork, Duration patience) {}
