package org.livechat.http.server;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * What every response tells a browser: load scripts, styles and sockets from here alone, be framed by nobody, guess no
 * content type, tell no other site where the user came from.
 */
final class SecurityHeaders implements HttpConfiguration.Customizer {
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "media-src 'self' blob:",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    private static final List<HttpField> FIELDS = List.of(
            new PreEncodedHttpField("Content-Security-Policy", CONTENT_SECURITY_POLICY),
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
            new PreEncodedHttpField("Permissions-Policy", "microphone=(self), camera=(self)"),
            new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"));

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        FIELDS.forEach(responseHeaders::put);
        return request;
    }
}
