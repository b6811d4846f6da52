package org.livechat.api.media;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The STUN and TURN servers of one client, in no order: clients try all.
 *
 * @param servers may be none
 * @param lifetime how long from now the credentials are good for new connections to TURN; empty where none of them expires
 * @since 1
 */
public record IceServers(List<IceServer> servers, Optional<Duration> lifetime) {
    /** For a media plane that is reached without help. */
    public static final IceServers NONE = new IceServers(List.of(), Optional.empty());

    public IceServers {
        servers = List.copyOf(servers);
    }
}
