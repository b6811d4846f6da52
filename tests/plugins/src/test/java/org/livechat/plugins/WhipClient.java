package org.livechat.plugins;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Speaks WHIP and WHEP with a server of this machine, without media. */
final class WhipClient implements AutoCloseable {
    static final String OFFER_TYPE = "application/sdp";
    static final String FRAGMENT_TYPE = "application/trickle-ice-sdpfrag";

    /** Audio and video as browsers offer them where nobody says a direction. */
    static final String OFFER = """
            v=0
            o=- 4611731400430051336 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            a=msid-semantic: WMS stream
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            c=IN IP4 0.0.0.0
            a=ice-ufrag:EsAw
            a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
            a=fingerprint:sha-256 DA:7B:57:DC:28:CE:04:4F:31:79:85:C4:31:67:EB:27:58:29:ED:77:2A:0D:24:AE:ED:AD:30:BC:BD:F1:9C:02
            a=setup:actpass
            a=mid:0
            a=sendrecv
            a=rtcp-mux
            a=rtpmap:111 opus/48000/2
            a=ssrc:4711 cname:voice
            m=video 9 UDP/TLS/RTP/SAVPF 96
            c=IN IP4 0.0.0.0
            a=ice-ufrag:EsAw
            a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
            a=fingerprint:sha-256 DA:7B:57:DC:28:CE:04:4F:31:79:85:C4:31:67:EB:27:58:29:ED:77:2A:0D:24:AE:ED:AD:30:BC:BD:F1:9C:02
            a=setup:actpass
            a=mid:1
            a=sendrecv
            a=rtcp-mux
            a=rtpmap:96 VP8/90000
            """.replace("\n", "\r\n");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final String token;
    private final String address;

    WhipClient(int port, String token) {
        this(port, token, "");
    }

    /** One for whom a reverse proxy on this machine asks; the proxy says its address. */
    WhipClient(int port, String token, String address) {
        this.server = URI.create("http://127.0.0.1:" + port + "/");
        this.token = token;
        this.address = address;
    }

    HttpResponse<String> post(String path, String offer) throws IOException, InterruptedException {
        return send("POST", path, offer, "Content-Type", OFFER_TYPE, "Authorization", "Bearer " + token);
    }

    HttpResponse<String> patch(String path, String fragment, String ifMatch) throws IOException, InterruptedException {
        return send("PATCH", path, fragment, "Content-Type", FRAGMENT_TYPE, "If-Match", ifMatch);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!address.isEmpty()) {
            request.header("X-Forwarded-For", address);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** A header that has to be there. */
    static String header(HttpResponse<String> response, String name) {
        return response.headers()
                .firstValue(name)
                .orElseThrow(() -> new AssertionError(
                        "no " + name + " in " + response.statusCode() + " " + response.headers() + response.body()));
    }

    /** Where the server has put what was made. */
    static String location(HttpResponse<String> created) {
        return header(created, "Location");
    }

    @Override
    public void close() {
        http.close();
    }
}
