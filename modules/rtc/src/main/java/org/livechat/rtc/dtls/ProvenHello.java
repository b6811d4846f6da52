package org.livechat.rtc.dtls;

import org.bouncycastle.tls.DTLSRequest;

/** A client's first message that carries the cookie which was sent to its address. */
public final class ProvenHello {
    private final DTLSRequest request;

    ProvenHello(DTLSRequest request) {
        this.request = request;
    }

    DTLSRequest request() {
        return request;
    }
}
