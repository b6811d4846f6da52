package org.livechat.api.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.livechat.api.network.FailureLimit;
import org.livechat.api.part.Part;
import org.livechat.api.part.PartContext;
import org.livechat.api.trace.TraceSink;
import org.livechat.api.transport.SharedPortProtocol;

/**
 * What the HTTP server has to work with.
 *
 * @since 1
 */
public interface WebServerContext extends PartContext {
    /** All other parts; those that have routes are served. */
    List<Part> parts();

    /** What operators call one of them, such as {@code HTTP part members of plug-in members 1.0}. */
    default String nameOf(Part part) {
        return part.getClass().getName();
    }

    /**
     * Asks one of them something, with the patience that the server has with its parts.
     *
     * @param method what is called, for the reason of a failure, such as {@code routes()}
     * @throws org.livechat.api.part.PartFailed when it fails, answers null, or nothing in time
     */
    default <T> T ask(Part part, String method, Supplier<T> question) {
        return question.get();
    }

    /**
     * Tells operators that one of them is not served, beside what becomes of it.
     *
     * @param reason one line, such as {@code its path /members is that of ...}
     */
    default void unserved(Part part, String reason) {}

    /**
     * Tells operators that one of them threw something when somebody asked it, who may be a stranger that goes on asking: not each
     * time. Any thread.
     */
    default void failed(Part part, Throwable failure) {}

    /**
     * What shares the server's port with HTTP; empty as a rule.
     *
     * @since 1
     */
    default Optional<SharedPortProtocol> sharedPort() {
        return Optional.empty();
    }

    /** What requests have to carry on routes that are for operators alone. */
    String adminToken();

    /** How often a network may guess it. */
    FailureLimit guesses();

    /** Where wrong tokens are shown. */
    TraceSink trace();
}
