package org.livechat.server.kit;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.livechat.api.http.WebServerContext;
import org.livechat.api.network.FailureLimit;
import org.livechat.api.part.Part;
import org.livechat.api.part.Settings;
import org.livechat.api.trace.TraceSink;
import org.livechat.api.transport.SharedPortProtocol;

/** What the web server is made with. */
final class WebServerSurroundings extends SectionContext implements WebServerContext {
    private final PartRoll roll;
    private final String adminToken;
    private final FailureLimit guesses;
    private final TraceSink trace;
    private final Optional<SharedPortProtocol> sharedPort;

    WebServerSurroundings(
            Settings settings,
            Shared shared,
            PartRoll roll,
            String adminToken,
            FailureLimit guesses,
            TraceSink trace,
            Optional<SharedPortProtocol> sharedPort) {
        super(settings, shared);
        this.sharedPort = sharedPort;
        this.roll = roll;
        this.adminToken = adminToken;
        this.guesses = guesses;
        this.trace = trace;
    }

    @Override
    public List<Part> parts() {
        return roll.parts();
    }

    @Override
    public String nameOf(Part part) {
        return roll.nameOf(part);
    }

    @Override
    public <T> T ask(Part part, String method, Supplier<T> question) {
        return roll.ask(part, method, question);
    }

    @Override
    public void failed(Part part, Throwable failure) {
        roll.failed(part, failure);
    }

    @Override
    public void unserved(Part part, String reason) {
        roll.unserved(part, reason);
    }

    @Override
    public Optional<SharedPortProtocol> sharedPort() {
        return sharedPort;
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
