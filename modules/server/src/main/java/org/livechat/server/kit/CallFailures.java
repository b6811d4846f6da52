package org.livechat.server.kit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.livechat.api.part.PartFailed;
import org.livechat.server.provider.FailureLog;
import org.livechat.server.provider.Reason;

/** Calls a part that may throw anything, and knows which of its methods have failed and not succeeded since. Any thread. */
final class CallFailures {
    private record Failure(String method, String problem) {}

    private final String kind;
    private final FailureLog log;
    /** The latest first, one of each method. */
    private volatile List<Failure> failing = List.of();

    /**
     * @param kind what it is, as users are told: "store"
     * @param name how the log calls it
     */
    CallFailures(String kind, String name) {
        this.kind = kind;
        this.log = new FailureLog(name);
    }

    /**
     * What the part answers, or something else where it fails.
     *
     * @param method one of the few names that the part has
     */
    <T> T guarded(String method, Supplier<T> question, T otherwise) {
        try {
            return succeeded(method, question.get());
        } catch (Throwable e) {
            failed(method, e);
            return otherwise;
        }
    }

    /** What the part answers; throws PartFailed where that says why it cannot, or where it fails. */
    <T> T asked(String method, Supplier<T> question) {
        try {
            return succeeded(method, question.get());
        } catch (PartFailed told) {
            succeeded(method);
            throw told;
        } catch (Throwable e) {
            failed(method, e);
            throw new PartFailed("the %s failed; its operator finds the reason in the log".formatted(kind), e);
        }
    }

    private <T> T succeeded(String method, T answer) {
        Objects.requireNonNull(answer);
        succeeded(method);
        return answer;
    }

    /** @param method one of the few names that the part has */
    void failed(String method, Throwable e) {
        var failure = new Failure(method, method + " failed: " + Reason.of(e));
        synchronized (this) {
            failing = Stream.concat(Stream.of(failure), others(method)).toList();
        }
        log.tell("failed in " + method, e);
    }

    void succeeded(String method) {
        if (!failing.isEmpty()) {
            synchronized (this) {
                failing = others(method).toList();
            }
        }
    }

    private Stream<Failure> others(String method) {
        return failing.stream().filter(failure -> !failure.method().equals(method));
    }

    /** The latest of them, in a line; empty while all is well. */
    Optional<String> problem() {
        return failing.stream().findFirst().map(Failure::problem);
    }
}
