package org.livechat.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.livechat.api.media.IceServer;
import org.livechat.api.media.IceServers;

/** STUN and TURN servers as they are written, in the keys of RTCIceServer; without any, no key is. */
final class IceServersText {
    private static final int MOST = 64;
    private static final int LONGEST = 1024;
    private static final long MOST_MILLIS = (1L << 53) - 1;

    private IceServersText() {}

    static void write(JsonObjectWriter d, IceServers iceServers) {
        if (!iceServers.servers().isEmpty()) {
            d.putList("ice_servers", iceServers.servers(), IceServersText::server);
        }
        iceServers.lifetime().ifPresent(time -> d.put("ice_lifetime", time.toMillis()));
    }

    private static void server(JsonObjectWriter content, IceServer server) {
        content.putTexts("urls", server.urls())
                .put("username", server.username())
                .put("credential", server.credential());
    }

    static IceServers read(Fields d) {
        List<IceServer> servers = d.list(
                "ice_servers",
                MOST,
                server -> new IceServer(
                        server.texts("urls", MOST, LONGEST),
                        server.optionalText("username", 1, LONGEST),
                        server.optionalText("credential", 1, LONGEST)));
        var lifetime = d.optionalLong("ice_lifetime", 0, MOST_MILLIS);
        return new IceServers(
                servers,
                lifetime.isPresent() ? Optional.of(Duration.ofMillis(lifetime.getAsLong())) : Optional.empty());
    }
}
