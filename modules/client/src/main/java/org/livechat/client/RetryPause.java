package org.livechat.client;

import java.net.http.WebSocketHandshakeException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before another try: any time up to a bound that doubles with each ("full jitter"), so that those who have lost the same
 * server at the same instant come back one by one; and not before the server says (RFC 9110 10.2.3).
 */
final class RetryPause {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration RETRY_AFTER_AT_MOST = Duration.ofMinutes(5);
    private static final int DOUBLED_AT_MOST = 16;

    private RetryPause() {}

    /**
     * A pause.
     *
     * @param tries how many there have been
     * @param most what the bound is in the end
     */
    static Duration before(int tries, Duration most) {
        long bound = Math.min(most.toMillis(), FIRST.toMillis() << Math.min(tries, DOUBLED_AT_MOST));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound + 1));
    }

    /** When the server that refused a WebSocket wants to be tried again, if it said so. */
    static Duration askedFor(Throwable failure) {
        for (var cause = Optional.of(failure);
                cause.isPresent();
                cause = Optional.ofNullable(cause.get().getCause())) {
            if (cause.get() instanceof WebSocketHandshakeException refused && refused.getResponse() != null) {
                return refused.getResponse()
                        .headers()
                        .firstValue("Retry-After")
                        .flatMap(RetryPause::parse)
                        .orElse(Duration.ZERO);
            }
        }
        return Duration.ZERO;
    }

    private static Optional<Duration> parse(String retryAfter) {
        try {
            Duration asked = retryAfter.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : Duration.between(
                            Instant.now(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter)));
            return Optional.of(asked.compareTo(RETRY_AFTER_AT_MOST) > 0 ? RETRY_AFTER_AT_MOST : asked)
                    .filter(Duration::isPositive);
        } catch (NumberFormatException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
