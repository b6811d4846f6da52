package org.livechat.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The numbers of 3GPP TS 24.380, which clients and recordings of years ago know. */
class FloorCodesTest {
    private static <E extends Enum<E>> Map<String, Integer> numbers(E[] codes, Function<E, Integer> number) {
        return Stream.of(codes).collect(Collectors.toMap(code -> code.name(), number));
    }

    /** Table 8.2.6.2-1. */
    @Test
    void causes_of_a_denial_have_the_numbers_of_the_standard() {
        assertThat(numbers(FloorDenyCause.values(), FloorDenyCause::number))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ANOTHER_HAS_PERMISSION", 1,
                        "INTERNAL_ERROR", 2,
                        "ONLY_ONE_PARTICIPANT", 3,
                        "RETRY_AFTER_NOT_EXPIRED", 4,
                        "RECEIVE_ONLY", 5,
                        "NO_RESOURCES", 6,
                        "QUEUE_FULL", 7,
                        "OTHER", 255));
    }

    /** Table 8.2.10.2-1. */
    @Test
    void causes_of_a_revocation_have_the_numbers_of_the_standard() {
        assertThat(numbers(FloorRevokeCause.values(), FloorRevokeCause::number))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "MAX_DURATION", 2,
                        "NO_PERMISSION", 3,
                        "PREEMPTED", 4,
                        "NO_RESOURCES", 6,
                        "ADMIN_REVOKE", 7,
                        "PING_TIMEOUT", 255,
                        "DISCONNECT", 255));
    }

    /** Table 8.2.3.15-2. */
    @Test
    void indicators_have_the_bits_of_the_standard() {
        assertThat(numbers(FloorIndicator.values(), FloorIndicator::bit))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("NORMAL", 0x8000, "BROADCAST", 0x4000, "EMERGENCY", 0x1000, "IMMINENT_PERIL", 0x0800));
    }
}
