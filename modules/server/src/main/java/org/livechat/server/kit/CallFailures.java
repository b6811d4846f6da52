package org.livechat.server.kit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.livechat.server.provider.FailureLog;
import org.livechat.server.provider.Reason;

/** Which methods of a part have failed and not succeeded since. Any thread. */
final class CallFailures {
    private record Failure(String method, String problem) {}

    private final FailureLog log;
    /** The latest first, one of each method. */
    private volatile List<Failure> failing = List.of();

    /** @param name how the log calls the part */
    CallFailures(String name) {
        this.log = new FailureLog(name);
    }

    /** @param method one of the few names that its part has */
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
