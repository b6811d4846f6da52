package org.livechat.chaos;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.livechat.rtc.dtls.DtlsIdentity;

/**
 * What all share.
 *
 * @param http one for all WebSockets
 * @param identity one certificate for most, since making one takes time
 */
record Stage(
        Profile profile,
        ServerProcess server,
        AdminDesk desk,
        HttpClient http,
        LossyNetwork network,
        DtlsIdentity identity,
        Bursts bursts,
        Findings findings,
        Figures figures) {
    /** How long anything may take that does not wait for people; a machine may be busy. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    URI webSocket() {
        return URI.create("ws://127.0.0.1:" + server.port() + "/ws");
    }
}
