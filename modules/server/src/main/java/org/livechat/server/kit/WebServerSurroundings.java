package org.livechat.server.kit;

import java.util.List;
import org.livechat.api.http.WebServerContext;
import org.livechat.api.network.FailureLimit;
import org.livechat.api.part.Part;
import org.livechat.api.part.Settings;
import org.livechat.api.trace.TraceSink;

/** What the web server is made with. */
final class WebServerSurroundings extends SectionContext implements WebServerContext {
    private final List<Part> parts;
    private final String adminToken;
    private final FailureLimit guesses;
    private final TraceSink trace;

    WebServerSurroundings(
            Settings settings,
            Shared shared,
            List<Part> parts,
            String adminToken,
            FailureLimit guesses,
            TraceSink trace) {
        super(settings, shared);
        this.parts = parts;
        this.adminToken = adminToken;
        this.guesses = guesses;
        this.trace = trace;
    }

    @Override
    public List<Part> parts() {
        return parts;
    }

    @Override
    public String adminToken() {
        return adminToken;
    }

    @Override
    public FailureLimit guesses() {
        return guesses;
    }

    @Override
    public TraceSink trace() {
        return trace;
    }
}
