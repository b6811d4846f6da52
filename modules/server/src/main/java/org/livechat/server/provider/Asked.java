package org.livechat.server.provider;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livechat.api.part.PartProvider;

/**
 * A provider that is asked about itself: what goes wrong is said of it and of the method.
 *
 * @param source its class and jar
 */
record Asked(PartProvider provider, String source) {
    /** @throws ProviderUnsound when it fails, or answers null */
    <T> T of(String method, Function<PartProvider, @Nullable T> question) {
        @Nullable T answer;
        try {
            answer = question.apply(provider);
        } catch (Throwable e) {
            throw new ProviderUnsound(
                    "%s of %s failed: %s".formatted(method, source, Reason.of(e)), Reason.loggable(e));
        }
        if (answer == null) {
            throw new ProviderUnsound("%s of %s answered null".formatted(method, source));
        }
        return Objects.requireNonNull(answer);
    }
}
